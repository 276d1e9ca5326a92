package ecommerce.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.wire.Streamed;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Writing and deleting objects. */
final class ObjectWrites {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Buckets buckets;
  private final Blobs blobs;
  private final InstantSource clock;

  ObjectWrites(Buckets buckets, Blobs blobs, InstantSource clock) {
    this.buckets = buckets;
    this.blobs = blobs;
    this.clock = clock;
  }

  Streamed put(PutObjectRequest request, byte[] body) {
    Bucket bucket = buckets.at(request.bucket());
    ObjectChecks.require(request, request.key(), request.metadata());
    Attributes attributes = encrypted(bucket, Attributes.of(request, request.metadata()));
    Map<String, String> tags = Tags.ofHeader(request.tagging());
    Map<String, String> checksums = new LinkedHashMap<>(Digests.given(request));
    if (checksums.isEmpty()) {
      String algorithm =
          request.checksumAlgorithm() == null
              ? Digests.STANDARD
              : request.checksumAlgorithmAsString();
      checksums.put(algorithm, Digests.checksum(algorithm, body));
    }
    Version version =
        add(
            bucket,
            request.key(),
            Preconditions.ofWrite(request.ifMatch(), request.ifNoneMatch()),
            new Version(
                Version.NULL,
                now(clock),
                Optional.of(blobs.add(body)),
                Digests.md5(body),
                body.length,
                attributes,
                tags,
                List.of(),
                checksums,
                "FULL_OBJECT"));
    PutObjectResponse.Builder answer =
        Digests.into(attributes.into(PutObjectResponse.builder()), checksums);
    return Streamed.of(
        answer
            .eTag(version.quotedEtag())
            .checksumType("FULL_OBJECT")
            .versionId(shown(bucket, version))
            .build());
  }

  /** S3 knows no fractions of a second. */
  static Instant now(InstantSource clock) {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** What a bucket encrypts with where the request does not say. */
  static Attributes encrypted(Bucket bucket, Attributes attributes) {
    Map<String, String> defaults = new HashMap<>();
    JsonNode rule =
        bucket
            .settings()
            .setting(Settings.ENCRYPTION)
            .map(setting -> setting.path("Rule").path(0).path("ApplyServerSideEncryptionByDefault"))
            .orElse(null);
    boolean own = attributes.headers().containsKey("ServerSideEncryption");
    String algorithm = rule == null ? "AES256" : rule.path("SSEAlgorithm").asText("AES256");
    defaults.put("ServerSideEncryption", algorithm);
    if (!own && rule != null && rule.has("KMSMasterKeyID")) {
      defaults.put("SSEKMSKeyId", rule.path("KMSMasterKeyID").asText());
    }
    return attributes.withDefaults(defaults);
  }

  /**
   * Makes a version the newest, where the preconditions hold; its bytes are gone where they do not.
   *
   * @return with the id that it was given
   */
  Version add(Bucket bucket, String key, Preconditions preconditions, Version version) {
    Version[] added = new Version[1];
    try {
      bucket.change(
          key,
          present -> {
            preconditions.requireForWriting(key, present);
            added[0] = version.withId(nextId(bucket));
            return Optional.of(
                present
                    .map(object -> object.with(added[0]))
                    .orElseGet(() -> new StoredObject(bucket.name(), key, List.of(added[0]))));
          });
    } catch (RuntimeException e) {
      version.blob().ifPresent(blobs::remove);
      throw e;
    }
    return added[0];
  }

  private static String nextId(Bucket bucket) {
    if (!bucket.settings().versioning().filter("Enabled"::equals).isPresent()) {
      return Version.NULL;
    }
    byte[] random = new byte[24];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random).replace('-', '.');
  }

  static String shown(Bucket bucket, Version version) {
    return bucket.settings().versioning().isPresent() ? version.id() : null;
  }

  DeleteObjectResponse delete(DeleteObjectRequest request) {
    Deletion deletion =
        delete(buckets.at(request.bucket()), request.key(), request.versionId(), request.ifMatch());
    return DeleteObjectResponse.builder()
        .deleteMarker(deletion.marker() ? true : null)
        .versionId(deletion.versionId().orElse(null))
        .build();
  }

  /**
   * What was deleted.
   *
   * @param marker whether a delete marker was made or removed
   * @param versionId of the marker that was made, or of what was removed
   */
  record Deletion(boolean marker, Optional<String> versionId) {}

  /** Deleting what is not there is no error. */
  Deletion delete(Bucket bucket, String key, String versionId, String match) {
    Deletion[] done = {new Deletion(false, Optional.ofNullable(versionId))};
    bucket.change(
        key,
        present -> {
          Preconditions.ofWrite(match, null).requireForWriting(key, present);
          if (versionId != null) {
            Optional<Version> version = present.flatMap(object -> object.version(versionId));
            done[0] =
                new Deletion(version.map(Version::isMarker).orElse(false), Optional.of(versionId));
            return present.flatMap(object -> object.without(versionId));
          }
          if (bucket.settings().versioning().isEmpty()) {
            return Optional.empty();
          }
          Version marker = Version.marker(nextId(bucket), now(clock));
          done[0] = new Deletion(true, Optional.of(marker.id()));
          return Optional.of(
              present
                  .map(object -> object.with(marker))
                  .orElseGet(() -> new StoredObject(bucket.name(), key, List.of(marker))));
        });
    return done[0];
  }
}
