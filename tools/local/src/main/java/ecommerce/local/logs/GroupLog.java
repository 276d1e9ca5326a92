package ecommerce.local.logs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The events of one group, in files of a megabyte; the oldest go when there are too many. Writing
 * is buffered until {@link #flush()}. Safe for use by several threads.
 */
final class GroupLog {

  static final int SEGMENT_BYTES = 1024 * 1024;
  static final int SEGMENTS = 32;

  private final Path folder;
  private final Deque<Segment> segments = new ArrayDeque<>();
  private Writer writer;
  private long written;
  private long lastId;

  GroupLog(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
      try (Stream<Path> files = Files.list(folder)) {
        files
            .filter(file -> file.toString().endsWith(".log"))
            .sorted()
            .forEach(file -> segments.add(new Segment(file, false)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized LogEvent append(String stream, long timestamp, long now, String message) {
    lastId = Math.max(lastId + 1, now * 1000);
    LogEvent event = new LogEvent(lastId, timestamp, now, stream, message);
    try {
      if (writer == null || written > SEGMENT_BYTES) {
        roll();
      }
      String line = event.line();
      writer.write(line);
      writer.write('\n');
      written += line.length() + 1L;
    } catch (IOException e) {
      throw new UncheckedIOException("the log in " + folder + " cannot be written", e);
    }
    segments.getLast().added(event);
    return event;
  }

  private void roll() throws IOException {
    close();
    Path file = folder.resolve(String.format("%020d.log", lastId));
    segments.addLast(new Segment(file, true));
    writer =
        Files.newBufferedWriter(
            file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    written = 0;
    while (segments.size() > SEGMENTS) {
      segments.removeFirst().delete();
    }
  }

  /**
   * Gives each event of a time range, both ends included, in the order of arrival. Whoever gets
   * them may take their time: others write meanwhile.
   */
  void read(long from, long to, Consumer<LogEvent> each) {
    for (Segment segment : segments()) {
      events(segment, from, to).forEach(each);
    }
  }

  private synchronized List<Segment> segments() {
    return List.copyOf(segments);
  }

  private synchronized List<LogEvent> events(Segment segment, long from, long to) {
    List<LogEvent> events = new ArrayList<>();
    flush();
    if (segment.overlaps(from, to)) {
      segment.read(
          event -> {
            if (event.timestamp() >= from && event.timestamp() <= to) {
              events.add(event);
            }
          });
    }
    return events;
  }

  /** Removes files that hold nothing younger than that many days. */
  synchronized void expire(long now, int days) {
    long oldest = now - TimeUnit.DAYS.toMillis(days);
    while (segments.size() > 1 && !segments.getFirst().overlaps(oldest, Long.MAX_VALUE)) {
      segments.removeFirst().delete();
    }
  }

  synchronized long bytes() {
    long bytes = 0;
    for (Segment segment : segments) {
      bytes += segment.file().toFile().length();
    }
    return bytes;
  }

  synchronized void flush() {
    try {
      if (writer != null) {
        writer.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized void close() {
    try {
      if (writer != null) {
        writer.close();
        writer = null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized void delete() {
    close();
    segments.forEach(Segment::delete);
    segments.clear();
    try {
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
