package ecommerce.local.lambda;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Folders of classes as jars: uncompressed, because they are read at every start, and the same
 * bytes from the same files.
 */
final class Jars {

  private static final FileTime TIMELESS = FileTime.from(Instant.parse("1980-01-01T00:00:00Z"));

  private Jars() {}

  /**
   * @param wanted by the path below the folder
   */
  static void pack(Path folder, Predicate<Path> wanted, Path jar) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files =
          all.filter(Files::isRegularFile).map(folder::relativize).filter(wanted).sorted().toList();
    }
    try (ZipOutputStream out =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(jar)))) {
      out.setMethod(ZipOutputStream.STORED);
      for (Path file : files) {
        byte[] bytes = Files.readAllBytes(folder.resolve(file));
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(file.toString());
        entry.setTime(0);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        out.putNextEntry(entry);
        out.write(bytes);
      }
    }
    timeless(jar);
  }

  /**
   * A file that is named by its content has always the same time: a startup cache takes its jars by
   * size and time.
   */
  static void timeless(Path file) throws IOException {
    Files.setLastModifiedTime(file, TIMELESS);
  }
}
