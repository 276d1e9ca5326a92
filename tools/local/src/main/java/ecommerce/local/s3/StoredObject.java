package ecommerce.local.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An object as it is kept.
 *
 * @param versions newest first; never empty
 */
record StoredObject(String bucket, String key, List<Version> versions) {

  StoredObject {
    versions = List.copyOf(versions);
  }

  Version newest() {
    return versions.getFirst();
  }

  Optional<Version> version(String id) {
    return versions.stream().filter(version -> version.id().equals(id)).findFirst();
  }

  /** With a version that is now the newest; one of the same id gives way. */
  StoredObject with(Version version) {
    List<Version> now = new ArrayList<>(List.of(version));
    versions.stream().filter(old -> !old.id().equals(version.id())).forEach(now::add);
    return new StoredObject(bucket, key, now);
  }

  /** With a version in the place of that of the same id. */
  StoredObject replacing(Version version) {
    return new StoredObject(
        bucket,
        key,
        versions.stream().map(old -> old.id().equals(version.id()) ? version : old).toList());
  }

  /** Empty where that was the last version. */
  Optional<StoredObject> without(String id) {
    List<Version> left = versions.stream().filter(version -> !version.id().equals(id)).toList();
    return left.isEmpty() ? Optional.empty() : Optional.of(new StoredObject(bucket, key, left));
  }
}
