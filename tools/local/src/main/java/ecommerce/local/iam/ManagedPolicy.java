package ecommerce.local.iam;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A managed policy as it is kept.
 *
 * @param current id of the default version
 * @param versions oldest first
 */
record ManagedPolicy(
    String name,
    String path,
    String id,
    String arn,
    String description,
    Instant created,
    Instant updated,
    String current,
    List<Version> versions,
    Map<String, String> tags) {

  record Version(String id, String document, Instant created) {}

  ManagedPolicy {
    versions = List.copyOf(versions);
    tags = java.util.Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  Optional<Version> version(String versionId) {
    return versions.stream().filter(version -> version.id().equals(versionId)).findFirst();
  }

  /** The document of the default version. */
  String document() {
    return version(current).orElseThrow().document();
  }

  ManagedPolicy with(String newCurrent, List<Version> newVersions, Instant now) {
    return new ManagedPolicy(
        name, path, id, arn, description, created, now, newCurrent, newVersions, tags);
  }
}
