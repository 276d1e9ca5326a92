package ecommerce.local.s3;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A version of an object, or the mark that it was deleted.
 *
 * @param id {@code null}, in letters, where the bucket did not keep versions when it was written
 * @param blob where its bytes are; empty for a delete marker
 * @param etag without quotes
 * @param parts the sizes of the parts that it was uploaded in; empty where it was written at once
 * @param checksums base64, by algorithm
 * @param checksumType {@code FULL_OBJECT} or {@code COMPOSITE}
 */
record Version(
    String id,
    Instant modified,
    Optional<String> blob,
    String etag,
    long size,
    Attributes attributes,
    Map<String, String> tags,
    List<Long> parts,
    Map<String, String> checksums,
    String checksumType) {

  static final String NULL = "null";

  Version {
    tags = Map.copyOf(tags);
    parts = List.copyOf(parts);
    checksums = Map.copyOf(checksums);
  }

  static Version marker(String id, Instant now) {
    return new Version(
        id,
        now,
        Optional.empty(),
        "",
        0,
        Attributes.NONE,
        Map.of(),
        List.of(),
        Map.of(),
        "FULL_OBJECT");
  }

  boolean isMarker() {
    return blob.isEmpty();
  }

  Version withId(String newId) {
    return new Version(
        newId, modified, blob, etag, size, attributes, tags, parts, checksums, checksumType);
  }

  Version withTags(Map<String, String> now) {
    return new Version(
        id, modified, blob, etag, size, attributes, now, parts, checksums, checksumType);
  }

  String quotedEtag() {
    return '"' + etag + '"';
  }
}
