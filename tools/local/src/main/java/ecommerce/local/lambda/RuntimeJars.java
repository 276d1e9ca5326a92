package ecommerce.local.lambda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/**
 * The runtime's own class path as jars that stay: what comes as a folder, or may be built anew, is
 * copied by content.
 */
final class RuntimeJars {

  private static final String COPYING = "new";

  private RuntimeJars() {}

  static List<Path> in(Path folder, List<Path> classPath) {
    removeUnfinished(folder);
    return classPath.stream().map(entry -> keep(folder, entry)).toList();
  }

  /** Copies that were being made when the process ended. */
  private static void removeUnfinished(Path folder) {
    try (DirectoryStream<Path> unfinished =
        Files.newDirectoryStream(Files.createDirectories(folder), COPYING + "*")) {
      for (Path copy : unfinished) {
        Files.deleteIfExists(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the Lambda runtime in " + folder + " cannot be kept", e);
    }
  }

  private static Path keep(Path folder, Path entry) {
    try {
      Files.createDirectories(folder);
      Path copy = Files.createTempFile(folder, COPYING, ".jar");
      if (Files.isDirectory(entry)) {
        Jars.pack(entry, any -> true, copy);
      } else {
        Files.write(copy, Files.readAllBytes(entry));
        Jars.timeless(copy);
      }
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      Files.copy(copy, content);
      String hash = HexFormat.of().formatHex(CodeStore.sha256(content.toByteArray()), 0, 8);
      Path kept = folder.resolve(hash + ".jar");
      if (Files.exists(kept)) {
        Files.delete(copy);
      } else {
        Files.move(copy, kept);
      }
      return kept;
    } catch (IOException e) {
      throw new UncheckedIOException("the Lambda runtime " + entry + " cannot be read", e);
    }
  }
}
