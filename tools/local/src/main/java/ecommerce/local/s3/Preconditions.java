package ecommerce.local.s3;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The conditions that reads and writes may carry; null where they do not.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html">Conditional
 *     requests</a>
 */
record Preconditions(
    String match, String noneMatch, Instant modifiedSince, Instant unmodifiedSince) {

  static Preconditions ofWrite(String match, String noneMatch) {
    return new Preconditions(match, noneMatch, null, null);
  }

  /**
   * @throws ecommerce.local.wire.Fault PreconditionFailed, or NotModified
   */
  void requireForReading(Version version) {
    Instant modified = version.modified().truncatedTo(ChronoUnit.SECONDS);
    if (match != null && !matches(match, version)) {
      throw Refusals.precondition("If-Match");
    }
    if (match == null && unmodifiedSince != null && modified.isAfter(unmodifiedSince)) {
      throw Refusals.precondition("If-Unmodified-Since");
    }
    if (noneMatch != null && matches(noneMatch, version)
        || noneMatch == null && modifiedSince != null && !modified.isAfter(modifiedSince)) {
      throw Refusals.notModified(version.quotedEtag());
    }
  }

  /** The same for the source of a copy, for which nothing is answered with 304. */
  void requireForCopying(Version version) {
    try {
      requireForReading(version);
    } catch (ecommerce.local.wire.Fault e) {
      throw e.status() == 304 ? Refusals.precondition("x-amz-copy-source-If-None-Match") : e;
    }
  }

  /**
   * @throws ecommerce.local.wire.Fault PreconditionFailed, or NoSuchKey where an object must match
   *     that is not there
   */
  void requireForWriting(String key, Optional<StoredObject> present) {
    Optional<Version> version =
        present.map(StoredObject::newest).filter(newest -> !newest.isMarker());
    if (noneMatch != null) {
      if (!noneMatch.equals("*")) {
        throw Refusals.notOffered("If-None-Match with anything but *");
      }
      if (version.isPresent()) {
        throw Refusals.precondition("If-None-Match");
      }
    }
    if (match != null) {
      if (!matches(match, version.orElseThrow(() -> Refusals.noKey(key)))) {
        throw Refusals.precondition("If-Match");
      }
    }
  }

  private static boolean matches(String condition, Version version) {
    return Stream.of(condition.split(","))
        .map(tag -> tag.strip().replaceFirst("^W/", "").replace("\"", ""))
        .anyMatch(tag -> tag.equals("*") || tag.equals(version.etag()));
  }
}
