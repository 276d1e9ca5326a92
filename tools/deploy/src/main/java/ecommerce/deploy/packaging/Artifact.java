package ecommerce.deploy.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Something to be uploaded. The key is made of the content alone, so that the same content is never
 * uploaded twice and an object, once there, never changes.
 *
 * @param key SHA-256 in hex and the kind of file: {@code 9f86….zip}
 */
public record Artifact(String key, Content content) {

  /** Where the bytes come from. */
  public sealed interface Content {

    /** A file of the checkout; read when it is uploaded. */
    record InFile(Path file) implements Content {}

    /** What was made in memory: a zipped folder, a packaged nested template. */
    record InMemory(byte[] bytes) implements Content {}
  }

  static Artifact of(Path file, Digests digests) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String kind = dot < 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
    try {
      return new Artifact(digests.of(file) + kind, new Content.InFile(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Artifact zip(byte[] bytes) {
    return new Artifact(Digests.of(bytes) + ".zip", new Content.InMemory(bytes));
  }

  /** A template that is too long to be sent, or nested in another. */
  static Artifact template(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Artifact(Digests.of(bytes) + ".template", new Content.InMemory(bytes));
  }

  /** The bytes. */
  public byte[] read() {
    return switch (content) {
      case Content.InMemory memory -> memory.bytes();
      case Content.InFile(Path file) -> {
        try {
          yield Files.readAllBytes(file);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
