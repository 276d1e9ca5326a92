package ecommerce.local.lambda.functions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * A function for the tests that waits to be killed the first time that it is called. Notes each
 * call in the file that {@code RECORD} names: the process, and what came.
 */
public final class Victim {

  public Object handle(Map<String, Object> event) throws IOException, InterruptedException {
    Path record = Path.of(System.getenv("RECORD"));
    boolean first = !Files.exists(record);
    Files.writeString(
        record,
        ProcessHandle.current().pid() + " " + ids(event) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    if (first) {
      Thread.sleep(60_000);
    }
    return Map.of("done", true);
  }

  private static String ids(Map<String, Object> event) {
    return event.get("Records") instanceof List<?> records
        ? records.size() + " records"
        : String.valueOf(event.get("id"));
  }
}
