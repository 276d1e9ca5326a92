package ecommerce.deploy.packaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * A folder, or a single file, as a zip that is the same bytes whenever and wherever it is made:
 * entries by name, one fixed time, and of the permissions only whether a file can be run. Links are
 * followed.
 */
final class FolderZip {

  private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0, 0);
  private static final int RUNNABLE = 0100755;
  private static final int READABLE = 0100644;

  private FolderZip() {}

  static byte[] of(Path source) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      Path base = Files.isDirectory(source) ? source : source.getParent();
      for (Path file : files(source)) {
        ZipArchiveEntry entry =
            new ZipArchiveEntry(base.relativize(file).toString().replace('\\', '/'));
        entry.setTime(ALWAYS.atZone(ZoneId.systemDefault()).toInstant().toEpochMilli());
        entry.setUnixMode(Files.isExecutable(file) ? RUNNABLE : READABLE);
        zip.putArchiveEntry(entry);
        Files.copy(file, zip);
        zip.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static List<Path> files(Path source) throws IOException {
    try (Stream<Path> all = Files.walk(source, FileVisitOption.FOLLOW_LINKS)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Whether a file is a zip (or a jar) already. */
  static boolean isZip(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      byte[] magic = in.readNBytes(4);
      return magic.length == 4
          && magic[0] == 'P'
          && magic[1] == 'K'
          && (magic[2] == 3 || magic[2] == 5);
    }
  }
}
