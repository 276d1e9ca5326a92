package ecommerce.local.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The bytes of objects and parts, one file each, never changed. A file has its name only once it is
 * whole; what no record names is removed when the environment starts.
 */
final class Blobs {

  private final Path incoming;
  private final Path kept;

  Blobs(Path folder) {
    try {
      this.incoming = Files.createDirectories(folder.resolve("incoming"));
      this.kept = Files.createDirectories(folder.resolve("objects"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps bytes; gives the name under which they are found again. */
  String add(byte[] bytes) {
    String name = UUID.randomUUID().toString();
    Path file = incoming.resolve(name);
    try {
      Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
      return keep(name, file);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /** Keeps the bytes of others, one after the other, as one. */
  String join(List<String> names) {
    String name = UUID.randomUUID().toString();
    Path file = incoming.resolve(name);
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (String part : names) {
        append(kept.resolve(part), out);
      }
      return keep(name, file);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  private static void append(Path part, FileChannel out) throws IOException {
    try (FileChannel in = FileChannel.open(part, StandardOpenOption.READ)) {
      for (long done = 0; done < in.size(); ) {
        done += in.transferTo(done, in.size() - done, out);
      }
    }
  }

  private String keep(String name, Path file) throws IOException {
    Files.move(file, kept.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    return name;
  }

  private static UncheckedIOException failed(Path file, IOException e) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException left) {
      e.addSuppressed(left);
    }
    return new UncheckedIOException("the bytes of an object cannot be kept", e);
  }

  /**
   * Opens a range of the bytes. They can be read to their end even when they are removed meanwhile.
   */
  InputStream open(String name, long offset, long length) {
    try {
      FileChannel channel = FileChannel.open(kept.resolve(name), StandardOpenOption.READ);
      channel.position(offset);
      return new Range(Channels.newInputStream(channel), length);
    } catch (IOException e) {
      throw new UncheckedIOException("the bytes of an object cannot be read", e);
    }
  }

  byte[] read(String name, ByteRange range) {
    try (InputStream in = open(name, range.offset(), range.length())) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the bytes of an object cannot be read", e);
    }
  }

  void remove(String name) {
    try {
      Files.deleteIfExists(kept.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes everything else, and what was never whole. */
  void retain(Set<String> names) {
    try (Stream<Path> unfinished = Files.list(incoming);
        Stream<Path> files = Files.list(kept)) {
      List<Path> gone =
          Stream.concat(
                  unfinished, files.filter(file -> !names.contains(file.getFileName().toString())))
              .toList();
      for (Path file : gone) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      // Somebody else has removed it.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first bytes of a stream. */
  private static final class Range extends FilterInputStream {

    private long left;

    Range(InputStream in, long length) {
      super(in);
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      int read = left == 0 ? -1 : in.read();
      left -= read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = in.read(bytes, offset, (int) Math.min(length, left));
      left -= Math.max(read, 0);
      return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
      long skipped = in.skip(Math.min(bytes, left));
      left -= skipped;
      return skipped;
    }
  }
}
