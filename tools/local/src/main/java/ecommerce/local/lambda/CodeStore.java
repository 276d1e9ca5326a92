package ecommerce.local.lambda;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;

/**
 * The functions' zips, unpacked once for each content: {@code HASH/task} is what a function sees as
 * its task root, {@code HASH/root.jar} holds the classes of its root (AOT caches take jars only).
 */
final class CodeStore {

  private static final String UNPACKING = "new";
  private static final String TASK = "task";
  private static final String ROOT_JAR = "root.jar";

  private final Path folder;

  CodeStore(Path folder) {
    try {
      this.folder = Files.createDirectories(folder);
      removeUnfinished();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was being unpacked when the process ended: it has no name yet, and nobody knows it. */
  private void removeUnfinished() throws IOException {
    try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(folder, UNPACKING + "*")) {
      unfinished.forEach(CodeStore::delete);
    }
  }

  /**
   * Keeps a zip.
   *
   * @return its SHA-256, in hexadecimal
   * @throws InvalidParameterValueException where it is no zip, or writes outside of its folder
   */
  String add(byte[] zip) {
    String hash = HexFormat.of().formatHex(sha256(zip));
    Path home = folder.resolve(hash);
    if (Files.isDirectory(home)) {
      return hash;
    }
    Path unpacked = null;
    try {
      unpacked = Files.createTempDirectory(folder, UNPACKING);
      unpack(zip, unpacked.resolve(TASK));
      Jars.pack(
          unpacked.resolve(TASK), path -> !path.startsWith("lib"), unpacked.resolve(ROOT_JAR));
      Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      delete(unpacked); // Somebody else was first, with the same content.
    } catch (IOException e) {
      delete(unpacked);
      throw new UncheckedIOException("the code of a function cannot be kept", e);
    } catch (RuntimeException e) {
      delete(unpacked);
      throw e;
    }
    return hash;
  }

  /** The folder with the function's files. */
  Path task(String hash) {
    return folder.resolve(hash).resolve(TASK);
  }

  /** As AWS orders it: the root, then {@code lib/*.jar} by name. */
  List<Path> classPath(String hash) {
    List<Path> path = new ArrayList<>(List.of(folder.resolve(hash).resolve(ROOT_JAR)));
    Path lib = task(hash).resolve("lib");
    if (Files.isDirectory(lib)) {
      try (Stream<Path> jars = Files.list(lib)) {
        jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().forEach(path::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return path;
  }

  void remove(String hash) {
    delete(folder.resolve(hash));
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void unpack(byte[] zip, Path to) throws IOException {
    Files.createDirectories(to);
    int entries = 0;
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries++;
        Path file = to.resolve(entry.getName()).normalize();
        if (!file.startsWith(to)) {
          throw invalid("The zip file has an entry outside of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
          Jars.timeless(file);
        }
      }
    } catch (java.util.zip.ZipException e) {
      throw invalid(
          "Could not unzip uploaded file. Please check your file, then try to upload again.");
    }
    if (entries == 0) {
      throw invalid(
          "Could not unzip uploaded file. Please check your file, then try to upload again.");
    }
  }

  private static InvalidParameterValueException invalid(String message) {
    return (InvalidParameterValueException)
        InvalidParameterValueException.builder().message(message).statusCode(400).build();
  }

  private static void delete(Path path) {
    if (path == null || !Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
