package ecommerce.local.lambda;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * What the tests deploy: their own compiled functions as a zip; and the runtime, as the build has
 * made it.
 */
final class Zips {

  private Zips() {}

  static byte[] functions() {
    try {
      Path classes =
          Path.of(Zips.class.getProtectionDomain().getCodeSource().getLocation().getPath());
      Path zip = Files.createTempFile("function", ".zip");
      Jars.pack(classes, file -> file.startsWith("ecommerce/local/lambda/functions"), zip);
      byte[] bytes = Files.readAllBytes(zip);
      Files.delete(zip);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same with the library of SnapStart's hooks. */
  static byte[] withHooks() {
    try {
      Path library =
          Path.of(
              org.crac.Core.class.getProtectionDomain().getCodeSource().getLocation().getPath());
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ZipInputStream classes = new ZipInputStream(new ByteArrayInputStream(functions()));
          ZipOutputStream zip = new ZipOutputStream(bytes)) {
        for (ZipEntry entry = classes.getNextEntry();
            entry != null;
            entry = classes.getNextEntry()) {
          zip.putNextEntry(new ZipEntry(entry.getName()));
          classes.transferTo(zip);
        }
        zip.putNextEntry(new ZipEntry("lib/crac.jar"));
        Files.copy(library, zip);
        zip.closeEntry();
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> runtime() {
    Path target = Path.of("../runtime/target").toAbsolutePath().normalize();
    try (Stream<Path> lib = Files.list(target.resolve("lib"))) {
      return Stream.concat(Stream.of(target.resolve("classes")), lib.sorted()).toList();
    } catch (IOException e) {
      throw new IllegalStateException("the runtime is not built: mvn -pl tools/runtime package", e);
    }
  }
}
