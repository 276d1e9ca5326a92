package ecommerce.local.cloudwatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where points are kept: a file of lines, of which a later one replaces an earlier one of the same
 * metric and minute. A half-written last line is left out, and ends before the next one begins.
 */
final class PointFile {

  private static final Logger LOG = LoggerFactory.getLogger("aws.cloudwatch");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * @param minute in milliseconds
   */
  record Line(MetricKey metric, long minute, Point point) {}

  private final Path file;
  private long lines;

  PointFile(Path folder) {
    this.file = folder.resolve("points.jsonl");
  }

  void read(Consumer<Line> each) {
    if (!Files.exists(file)) {
      return;
    }
    // A reader of its own: one of Files would refuse a character that was cut off by a kill.
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        lines++;
        try {
          each.accept(JSON.readValue(text, Line.class));
        } catch (JsonProcessingException e) {
          LOG.warn("a line of {} is damaged and left out", file);
        }
      }
      endLastLine();
    } catch (IOException e) {
      throw new UncheckedIOException("the metrics in " + file + " cannot be read", e);
    }
  }

  private void endLastLine() throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      long size = channel.size();
      if (size > 0 && channel.read(last, size - 1) == 1 && last.get(0) != '\n') {
        channel.write(ByteBuffer.wrap(new byte[] {'\n'}), size);
      }
    }
  }

  /** How many lines it has, replaced ones included. */
  long lines() {
    return lines;
  }

  void append(List<Line> more) {
    if (!more.isEmpty()) {
      write(file, more, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      lines += more.size();
    }
  }

  /** Writes it anew, with these lines alone. */
  void replace(List<Line> all) {
    Path fresh = file.resolveSibling("points.new");
    write(fresh, all, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lines = all.size();
  }

  private static void write(
      Path to, List<Line> lines, StandardOpenOption how, StandardOpenOption and) {
    try (BufferedWriter out =
        Files.newBufferedWriter(to, StandardCharsets.UTF_8, StandardOpenOption.WRITE, how, and)) {
      for (Line line : lines) {
        out.write(JSON.writeValueAsString(line));
        out.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the metrics cannot be written to " + to, e);
    }
  }
}
