package ecommerce.local.codebuild;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Folders as zips, and back, with what can be executed and symbolic links as they were. */
final class Zips {

  private static final int LINK = 0120777;
  private static final int FILE = 0100644;
  private static final int EXECUTABLE = 0100755;

  private Zips() {}

  /**
   * @param files by their names in the zip
   */
  static void pack(Path zip, Map<String, Path> files) throws IOException {
    try (OutputStream file = Files.newOutputStream(zip);
        ZipArchiveOutputStream out = new ZipArchiveOutputStream(file)) {
      for (Map.Entry<String, Path> each : files.entrySet()) {
        Path path = each.getValue();
        ZipArchiveEntry entry = new ZipArchiveEntry(each.getKey());
        entry.setTime(Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS));
        boolean link = Files.isSymbolicLink(path);
        entry.setUnixMode(link ? LINK : Files.isExecutable(path) ? EXECUTABLE : FILE);
        out.putArchiveEntry(entry);
        if (link) {
          out.write(Files.readSymbolicLink(path).toString().getBytes(StandardCharsets.UTF_8));
        } else {
          Files.copy(path, out);
        }
        out.closeArchiveEntry();
      }
    }
  }

  /**
   * Brings back what was packed. Links may lead anywhere, as those of a virtual environment do, but
   * nothing is written through one. What is there already stays as it is.
   *
   * @throws Failure where an entry would lie outside of the folder
   */
  static void unpack(Path zip, Path into) throws IOException {
    Path folder = into.normalize();
    try (ZipFile file = ZipFile.builder().setPath(zip).get()) {
      for (ZipArchiveEntry entry : Collections.list(file.getEntries())) {
        Path path = folder.resolve(entry.getName()).normalize();
        if (!path.startsWith(folder) || throughLink(folder, path)) {
          throw Failure.client("the zip has an entry outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
          Files.createDirectories(path.getParent());
          unpack(file, entry, path);
        }
      }
    }
  }

  private static boolean throughLink(Path folder, Path path) {
    for (Path above = path; !above.equals(folder); ) {
      above = above.getParent();
      if (!above.equals(folder) && Files.isSymbolicLink(above)) {
        return true;
      }
    }
    return false;
  }

  private static void unpack(ZipFile file, ZipArchiveEntry entry, Path path) throws IOException {
    if (entry.isUnixSymlink()) {
      Files.createSymbolicLink(path, Path.of(file.getUnixSymlink(entry)));
      return;
    }
    try (InputStream in = file.getInputStream(entry)) {
      Files.copy(in, path);
    }
    if ((entry.getUnixMode() & 0100) != 0) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
