package ecommerce.suite.target;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a local environment says, from its start to its end, so that it never waits for a
 * reader.
 */
final class StartOutput {

  private static final Pattern ENDPOINT = Pattern.compile("^endpoint\\s+(\\S+).*");
  private static final int PATIENCE_SECONDS = 300;

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<URI> ready = new CompletableFuture<>();
  private boolean readySaid;

  private StartOutput() {}

  static StartOutput of(Process process) {
    StartOutput output = new StartOutput();
    Thread.ofVirtual().name("output of the local environment").start(() -> output.read(process));
    return output;
  }

  /** All that was said up to now. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  /** Waits until the environment is ready, and says where it is. */
  URI endpoint(Process process) {
    try {
      return ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw failed(process, "ended while it started");
    } catch (TimeoutException e) {
      throw failed(process, "was not ready after " + PATIENCE_SECONDS + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(process, "was interrupted");
    }
  }

  private IllegalStateException failed(Process process, String how) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    return new IllegalStateException(
        "the local environment " + how + ":\n" + String.join("\n", lines()));
  }

  private void read(Process process) {
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        heed(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      ready.completeExceptionally(new IllegalStateException("ended"));
    }
  }

  private void heed(String line) {
    lines.add(line);
    if (ready.isDone()) {
      return;
    }
    readySaid |= line.startsWith("ready after");
    if (readySaid) {
      endpointIn(line).ifPresent(ready::complete);
    }
  }

  private static Optional<URI> endpointIn(String line) {
    Matcher matcher = ENDPOINT.matcher(line);
    return matcher.matches() ? Optional.of(URI.create(matcher.group(1))) : Optional.empty();
  }
}
