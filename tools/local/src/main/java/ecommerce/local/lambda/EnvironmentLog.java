package ecommerce.local.lambda;

import ecommerce.local.LogSink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log stream of one execution environment: takes what its process writes, line by line, and
 * Lambda's own lines. A line that begins with {@code 0x04} is the runtime's word that an invocation
 * has written all; {@code 0x1E} is a line break within one event.
 */
final class EnvironmentLog {

  private static final Logger LOG = LoggerFactory.getLogger("aws.lambda");

  private static final char END = 0x04;
  private static final char BREAK = 0x1E;

  private final LogSink sink;
  private final InstantSource clock;
  private final String group;
  private final String stream;
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private volatile LogTail tail = new LogTail();
  private volatile CompletableFuture<Void> ended = new CompletableFuture<>();

  EnvironmentLog(LogSink sink, InstantSource clock, String group, String stream) {
    this.sink = sink;
    this.clock = clock;
    this.group = group;
    this.stream = stream;
  }

  String stream() {
    return stream;
  }

  /**
   * Reads a process's output to its end, on a thread of its own: pipes would hold up a virtual
   * one's carrier.
   */
  void follow(InputStream output, String name) {
    Thread.ofPlatform()
        .daemon()
        .name("log-" + name)
        .stackSize(256 * 1024)
        .start(() -> read(output));
  }

  private void read(InputStream output) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8), 1024)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty() && line.charAt(0) == END) {
          ended.complete(null);
        } else {
          write(line.replace(BREAK, '\n'));
        }
      }
    } catch (IOException e) {
      // A process that is ended has its streams closed: that is no word of the function.
      LOG.debug("the log of a process ended", e);
    } finally {
      closed.complete(null);
      ended.complete(null);
    }
  }

  /** A new invocation begins. */
  void begin() {
    tail = new LogTail();
    ended = closed.isDone() ? closed : new CompletableFuture<>();
  }

  void write(String message) {
    tail.add(message);
    sink.write(group, stream, clock.instant(), message);
  }

  /**
   * Waits until all that the invocation wrote is here; not for long, because a runtime may not say
   * so.
   */
  void awaitEnd(long milliseconds) {
    await(ended, milliseconds);
  }

  /** Waits until the process's output is at its end. */
  void awaitClosed(long milliseconds) {
    await(closed, milliseconds);
  }

  private static void await(CompletableFuture<Void> event, long milliseconds) {
    try {
      event.get(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
      // What comes later belongs to no invocation, and is logged all the same.
    }
  }

  String tail() {
    return tail.text();
  }
}
