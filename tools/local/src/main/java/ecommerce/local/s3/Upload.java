package ecommerce.local.s3;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A multipart upload that is going on.
 *
 * @param algorithm of the parts' checksums; empty where the client named none
 * @param checksumType {@code FULL_OBJECT} or {@code COMPOSITE}
 */
record Upload(
    String id,
    String bucket,
    String key,
    Instant initiated,
    Attributes attributes,
    Map<String, String> tags,
    Optional<String> algorithm,
    String checksumType) {

  Upload {
    tags = Map.copyOf(tags);
  }

  /**
   * A part of it.
   *
   * @param checksums base64, by algorithm
   */
  record Part(
      String upload,
      int number,
      Instant modified,
      String blob,
      String etag,
      long size,
      Map<String, String> checksums) {

    Part {
      checksums = Map.copyOf(checksums);
    }

    String quotedEtag() {
      return '"' + etag + '"';
    }
  }
}
