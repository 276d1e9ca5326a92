package ecommerce.local.deploy;

import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was in the files beside a template when resources were made from them, by hash: a roll-back
 * brings it back although the files have changed. What comes from S3 is kept there.
 */
final class LocalFiles {

  private record Kept(byte[] bytes) {}

  private final Collection<Kept> kept;

  LocalFiles(Store store) {
    this.kept = store.collection("cloudformation.files", Kept.class);
  }

  /**
   * @param files hashes by the names that {@code directory} has the files under
   */
  void keep(Path directory, Map<String, String> files) {
    files.forEach(
        (name, hash) -> {
          if (kept.get(hash).isEmpty()) {
            kept.put(hash, new Kept(bytes(directory.resolve(name))));
          }
        });
  }

  Optional<byte[]> find(String hash) {
    return kept.get(hash).map(Kept::bytes);
  }

  /** Forgets all that no resource was made from. */
  void retain(Set<String> needed) {
    kept.entries().keySet().stream().filter(hash -> !needed.contains(hash)).forEach(kept::remove);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
