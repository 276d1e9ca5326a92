package ecommerce.local.s3;

import ecommerce.local.wire.Call;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/** Copying objects, within a bucket and from one to another. */
final class Copies {

  private final Buckets buckets;
  private final Blobs blobs;
  private final ObjectReads reads;
  private final ObjectWrites writes;
  private final InstantSource clock;

  Copies(
      Buckets buckets, Blobs blobs, ObjectReads reads, ObjectWrites writes, InstantSource clock) {
    this.buckets = buckets;
    this.blobs = blobs;
    this.reads = reads;
    this.writes = writes;
    this.clock = clock;
  }

  CopyObjectResponse copy(Call call, CopyObjectRequest request) {
    CopySource source = CopySource.of(request.copySource());
    Bucket from = buckets.at(source.bucket());
    Bucket to = buckets.at(request.bucket());
    ObjectChecks.require(request, request.key(), request.metadata());
    Version copied;
    ObjectReads.Found found;
    Attributes attributes;
    synchronized (from) {
      found = reads.find(call, source.bucket(), source.key(), source.version().orElse(null));
      Version original = found.version();
      new Preconditions(
              request.copySourceIfMatch(),
              request.copySourceIfNoneMatch(),
              request.copySourceIfModifiedSince(),
              request.copySourceIfUnmodifiedSince())
          .requireForCopying(original);
      Attributes asked = Attributes.of(request, request.metadata());
      boolean replace = request.metadataDirective() == MetadataDirective.REPLACE;
      requireChange(request, source, replace);
      attributes =
          ObjectWrites.encrypted(to, replace ? asked : original.attributes().storedAs(asked));
      Map<String, String> tags =
          request.taggingDirective() == TaggingDirective.REPLACE
              ? Tags.ofHeader(request.tagging())
              : original.tags();
      copied = bytes(original, request.checksumAlgorithmAsString(), attributes, tags);
    }
    Version version = writes.add(to, request.key(), Preconditions.ofWrite(null, null), copied);
    CopyObjectResult.Builder result = Digests.into(CopyObjectResult.builder(), version.checksums());
    return attributes
        .into(CopyObjectResponse.builder())
        .copyObjectResult(
            result
                .eTag(version.quotedEtag())
                .lastModified(version.modified())
                .checksumType(version.checksumType())
                .build())
        .copySourceVersionId(found.versioned() ? found.version().id() : null)
        .versionId(ObjectWrites.shown(to, version))
        .build();
  }

  /** A copy is one object, in however many parts its original came. */
  private Version bytes(
      Version original, String algorithm, Attributes attributes, Map<String, String> tags) {
    String blob = blobs.join(List.of(original.blob().orElseThrow()));
    boolean parts = !original.parts().isEmpty();
    Map<String, String> checksums =
        algorithm == null && original.checksumType().equals("FULL_OBJECT")
            ? original.checksums()
            : Map.of(
                algorithm == null ? Digests.STANDARD : algorithm,
                Digests.checksum(
                    algorithm == null ? Digests.STANDARD : algorithm,
                    blobs.open(blob, 0, original.size())));
    String etag = parts ? Digests.md5(blobs.open(blob, 0, original.size())) : original.etag();
    return new Version(
        Version.NULL,
        ObjectWrites.now(clock),
        Optional.of(blob),
        etag,
        original.size(),
        attributes,
        tags,
        List.of(),
        checksums,
        "FULL_OBJECT");
  }

  private static void requireChange(CopyObjectRequest request, CopySource source, boolean replace) {
    boolean same =
        source.bucket().equals(request.bucket())
            && source.key().equals(request.key())
            && source.version().isEmpty();
    boolean changes =
        replace
            || request.storageClass() != null
            || request.serverSideEncryption() != null
            || request.websiteRedirectLocation() != null;
    if (same && !changes) {
      throw Refusals.request(
          "This copy request is illegal because it is trying to copy an object to itself without"
              + " changing the object's metadata, storage class, website redirect location or"
              + " encryption attributes.");
    }
  }
}
