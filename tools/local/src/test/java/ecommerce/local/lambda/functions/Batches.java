package ecommerce.local.lambda.functions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Functions for the tests that write down what they got, one line an invocation, in the file that
 * {@code RECORD} names.
 */
public final class Batches {

  /** Fails where an event says so, else is done. */
  public Object event(Map<String, Object> event) {
    record(String.valueOf(event.get("id")));
    if (Boolean.TRUE.equals(event.get("fail"))) {
      throw new IllegalStateException("event " + event.get("id") + " fails");
    }
    return Map.of("handled", event.get("id"));
  }

  /** Fails as a whole where one of its records is poisoned. */
  public Object whole(Map<String, Object> event) {
    List<String> ids = ids(event);
    record(String.join(",", ids));
    if (ids.stream().anyMatch(id -> id.startsWith("poison"))) {
      throw new IllegalStateException("poisoned");
    }
    return null;
  }

  /** Reports the records that are poisoned. */
  public Object partial(Map<String, Object> event) {
    List<String> ids = ids(event);
    record(String.join(",", ids));
    List<Map<String, String>> failures = new ArrayList<>();
    for (Map<?, ?> one : records(event)) {
      if (id(one).startsWith("poison")) {
        failures.add(Map.of("itemIdentifier", identifier(one)));
      }
    }
    return Map.of("batchItemFailures", failures);
  }

  /** Keeps the first record as it came. */
  public Object raw(Map<String, Object> event) {
    record(String.valueOf(records(event).getFirst()));
    return null;
  }

  private static List<String> ids(Map<String, Object> event) {
    return records(event).stream().map(Batches::id).toList();
  }

  private static List<Map<?, ?>> records(Map<String, Object> event) {
    return ((List<?>) event.get("Records"))
        .stream().<Map<?, ?>>map(one -> (Map<?, ?>) one).toList();
  }

  private static String id(Map<?, ?> one) {
    if (one.containsKey("body")) {
      return (String) one.get("body");
    }
    Map<?, ?> keys = (Map<?, ?>) ((Map<?, ?>) one.get("dynamodb")).get("Keys");
    return (String) ((Map<?, ?>) keys.get("id")).get("S");
  }

  private static String identifier(Map<?, ?> one) {
    return one.containsKey("body")
        ? (String) one.get("messageId")
        : (String) ((Map<?, ?>) one.get("dynamodb")).get("SequenceNumber");
  }

  private static void record(String line) {
    try {
      Files.writeString(
          Path.of(System.getenv("RECORD")),
          line + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
