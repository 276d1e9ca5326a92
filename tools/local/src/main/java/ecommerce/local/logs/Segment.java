package ecommerce.local.logs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * One file of a group's events. Knows the times within it, once it was read or written, so that
 * most reads can skip it.
 */
final class Segment {

  private final Path file;
  private long earliest = Long.MAX_VALUE;
  private long latest = Long.MIN_VALUE;
  private boolean known;

  /**
   * @param fresh whether the file is new: then its times are known from the beginning
   */
  Segment(Path file, boolean fresh) {
    this.file = file;
    this.known = fresh;
  }

  Path file() {
    return file;
  }

  void added(LogEvent event) {
    earliest = Math.min(earliest, event.timestamp());
    latest = Math.max(latest, event.timestamp());
  }

  /** Whether it may hold events of a time range, both ends included. */
  boolean overlaps(long from, long to) {
    return !known || latest >= from && earliest <= to;
  }

  void read(Consumer<LogEvent> each) {
    if (!Files.exists(file)) {
      return;
    }
    // A reader of its own: one of Files would refuse a character that was cut off by a kill.
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        LogEvent.of(line)
            .ifPresent(
                event -> {
                  added(event);
                  each.accept(event);
                });
      }
      known = true;
    } catch (IOException e) {
      throw new UncheckedIOException("the log file " + file + " cannot be read", e);
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
