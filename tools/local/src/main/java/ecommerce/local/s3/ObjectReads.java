package ecommerce.local.s3;

import ecommerce.local.Authorizer;
import ecommerce.local.Identity;
import ecommerce.local.wire.Call;
import ecommerce.local.wire.Fault;
import ecommerce.local.wire.Streamed;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Reading objects, whole or in part, or only what is known of them. */
final class ObjectReads {

  private final Buckets buckets;
  private final Blobs blobs;
  private final Authorizer authorizer;

  ObjectReads(Buckets buckets, Blobs blobs, Authorizer authorizer) {
    this.buckets = buckets;
    this.blobs = blobs;
    this.authorizer = authorizer;
  }

  /** What is found: a version that has bytes, in a bucket that keeps versions or not. */
  record Found(Version version, boolean versioned) {}

  Found find(Call call, String bucketName, String key, String versionId) {
    Bucket bucket = buckets.at(bucketName);
    Optional<StoredObject> object = bucket.find(key);
    if (versionId != null) {
      Version version =
          object
              .flatMap(stored -> stored.version(versionId))
              .orElseThrow(() -> Refusals.noVersion(key, versionId));
      if (version.isMarker()) {
        throw marked(
            "MethodNotAllowed",
            405,
            "The specified method is not allowed against this resource.",
            version);
      }
      return new Found(version, true);
    }
    if (object.isEmpty()) {
      throw missing(call.caller(), bucketName, key);
    }
    Version newest = object.get().newest();
    if (newest.isMarker()) {
      throw marked("NoSuchKey", 404, "The specified key does not exist.", newest);
    }
    return new Found(newest, bucket.settings().versioning().isPresent());
  }

  /**
   * @throws ecommerce.local.AccessDenied where the caller may not list the bucket, and is not told
   *     that something is not in it
   */
  private Fault missing(Identity caller, String bucket, String key) {
    authorizer.require(caller, buckets.onBucket("s3:ListBucket", bucket));
    return Refusals.noKey(key);
  }

  private static Fault marked(String code, int status, String message, Version marker) {
    var details = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    details
        .putObject("Headers")
        .put("x-amz-delete-marker", "true")
        .put("x-amz-version-id", marker.id());
    return new Fault(code, status, message, details);
  }

  HeadObjectResponse head(Call call, HeadObjectRequest request) {
    Found found = find(call, request.bucket(), request.key(), request.versionId());
    new Preconditions(
            request.ifMatch(),
            request.ifNoneMatch(),
            request.ifModifiedSince(),
            request.ifUnmodifiedSince())
        .requireForReading(found.version());
    Optional<ByteRange> range = range(request.partNumber(), request.range(), found.version());
    return describe(
        found,
        range,
        request.checksumMode() == ChecksumMode.ENABLED,
        request,
        request.partNumber());
  }

  Streamed get(Call call, GetObjectRequest request) {
    Bucket bucket = buckets.at(request.bucket());
    synchronized (bucket) {
      Found found = find(call, request.bucket(), request.key(), request.versionId());
      Version version = found.version();
      new Preconditions(
              request.ifMatch(),
              request.ifNoneMatch(),
              request.ifModifiedSince(),
              request.ifUnmodifiedSince())
          .requireForReading(version);
      Optional<ByteRange> range = range(request.partNumber(), request.range(), version);
      HeadObjectResponse head =
          describe(
              found,
              range,
              request.checksumMode() == ChecksumMode.ENABLED,
              request,
              request.partNumber());
      GetObjectResponse.Builder answer = GetObjectResponse.builder();
      copy(head, answer);
      answer.tagCount(version.tags().isEmpty() ? null : version.tags().size());
      ByteRange bytes = range.orElse(new ByteRange(0, version.size()));
      InputStream stream = blobs.open(version.blob().orElseThrow(), bytes.offset(), bytes.length());
      return new Streamed(answer.build(), Optional.of(stream));
    }
  }

  byte[] read(String bucketName, String key, Optional<String> versionId) {
    Bucket bucket = buckets.at(bucketName);
    synchronized (bucket) {
      StoredObject object = bucket.find(key).orElseThrow(() -> Refusals.noKey(key));
      Version version =
          versionId.isEmpty()
              ? object.newest()
              : object
                  .version(versionId.get())
                  .orElseThrow(() -> Refusals.noVersion(key, versionId.get()));
      String blob = version.blob().orElseThrow(() -> Refusals.noKey(key));
      return blobs.read(blob, new ByteRange(0, version.size()));
    }
  }

  private static Optional<ByteRange> range(Integer part, String range, Version version) {
    if (part == null) {
      return ByteRange.of(range, version.size());
    }
    if (range != null) {
      throw Refusals.request("Cannot specify both Range header and partNumber query parameter");
    }
    if (part < 1 || part > Math.max(1, version.parts().size())) {
      throw new Fault("InvalidPartNumber", 416, "The requested partnumber is not satisfiable");
    }
    long offset = version.parts().stream().limit(part - 1).mapToLong(Long::longValue).sum();
    long length = version.parts().isEmpty() ? version.size() : version.parts().get(part - 1);
    return Optional.of(new ByteRange(offset, length));
  }

  private static HeadObjectResponse describe(
      Found found, Optional<ByteRange> range, boolean checksums, SdkPojo request, Integer part) {
    Version version = found.version();
    HeadObjectResponse.Builder answer = version.attributes().into(HeadObjectResponse.builder());
    answer
        .acceptRanges("bytes")
        .lastModified(version.modified())
        .eTag(version.quotedEtag())
        .versionId(found.versioned() ? version.id() : null)
        .partsCount(part == null || version.parts().isEmpty() ? null : version.parts().size())
        .contentLength(range.map(ByteRange::length).orElse(version.size()))
        .contentRange(range.map(bytes -> bytes.of(version.size())).orElse(null));
    if (checksums && range.isEmpty()) {
      Digests.into(answer, version.checksums());
      answer.checksumType(version.checksumType());
    }
    overridden(request).forEach((member, value) -> set(answer, member, value));
    return answer.build();
  }

  /** The headers that the reader wants instead ({@code response-content-type}). */
  private static Map<String, Object> overridden(SdkPojo request) {
    Map<String, Object> wanted = new java.util.HashMap<>();
    for (SdkField<?> field : request.sdkFields()) {
      Object value = field.getValueOrDefault(request);
      if (value != null && field.memberName().startsWith("Response")) {
        wanted.put(field.memberName().substring("Response".length()), value);
      }
    }
    return wanted;
  }

  private static void set(SdkPojo builder, String member, Object value) {
    builder.sdkFields().stream()
        .filter(field -> field.memberName().equals(member))
        .forEach(field -> field.set(builder, value));
  }

  private static void copy(SdkPojo from, SdkPojo builder) {
    from.sdkFields()
        .forEach(field -> set(builder, field.memberName(), field.getValueOrDefault(from)));
  }
}
