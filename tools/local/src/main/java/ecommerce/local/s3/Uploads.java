package ecommerce.local.s3;

import ecommerce.local.wire.Call;
import ecommerce.local.wire.Streamed;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Uploading objects in parts. */
final class Uploads {

  private static final int MOST_PARTS = 10_000;

  private final Buckets buckets;
  private final Blobs blobs;
  private final UploadSet uploads;
  private final ObjectReads reads;
  private final ObjectWrites writes;
  private final InstantSource clock;

  Uploads(
      Buckets buckets,
      Blobs blobs,
      UploadSet uploads,
      ObjectReads reads,
      ObjectWrites writes,
      InstantSource clock) {
    this.buckets = buckets;
    this.blobs = blobs;
    this.uploads = uploads;
    this.reads = reads;
    this.writes = writes;
    this.clock = clock;
  }

  CreateMultipartUploadResponse create(CreateMultipartUploadRequest request) {
    Bucket bucket = buckets.at(request.bucket());
    ObjectChecks.require(request, request.key(), request.metadata());
    Attributes attributes =
        ObjectWrites.encrypted(bucket, Attributes.of(request, request.metadata()));
    Optional<String> algorithm = Optional.ofNullable(request.checksumAlgorithmAsString());
    Upload upload =
        new Upload(
            UUID.randomUUID().toString().replace("-", ""),
            bucket.name(),
            request.key(),
            ObjectWrites.now(clock),
            attributes,
            Tags.ofHeader(request.tagging()),
            algorithm,
            checksumType(algorithm.orElse(Digests.STANDARD), request.checksumTypeAsString()));
    uploads.add(upload);
    return attributes
        .into(CreateMultipartUploadResponse.builder())
        .bucket(bucket.name())
        .key(request.key())
        .uploadId(upload.id())
        .checksumAlgorithm(request.checksumAlgorithm())
        .checksumType(algorithm.isPresent() ? upload.checksumType() : null)
        .build();
  }

  private static String checksumType(String algorithm, String asked) {
    boolean secure = algorithm.startsWith("SHA");
    String standard = algorithm.equals(Digests.STANDARD) ? "FULL_OBJECT" : "COMPOSITE";
    String type = asked == null ? standard : asked;
    if (secure && type.equals("FULL_OBJECT")
        || algorithm.equals(Digests.STANDARD) && type.equals("COMPOSITE")) {
      throw Refusals.request(
          "The "
              + type
              + " checksum type cannot be used with the "
              + algorithm
              + " checksum"
              + " algorithm.");
    }
    return type;
  }

  Streamed part(UploadPartRequest request, byte[] body) {
    buckets.at(request.bucket());
    Upload upload = uploads.at(request.uploadId(), request.bucket(), request.key());
    Upload.Part part = part(upload, request.partNumber(), body, Digests.given(request));
    return Streamed.of(
        Digests.into(UploadPartResponse.builder(), part.checksums())
            .eTag(part.quotedEtag())
            .build());
  }

  private Upload.Part part(Upload upload, int number, byte[] body, Map<String, String> given) {
    if (number < 1 || number > MOST_PARTS) {
      throw Refusals.argument(
          "partNumber",
          Integer.toString(number),
          "Part number must be an integer between 1 and 10000, inclusive");
    }
    Map<String, String> checksums = new LinkedHashMap<>(given);
    upload
        .algorithm()
        .ifPresent(
            algorithm ->
                checksums.computeIfAbsent(algorithm, any -> Digests.checksum(algorithm, body)));
    Upload.Part part =
        new Upload.Part(
            upload.id(),
            number,
            ObjectWrites.now(clock),
            blobs.add(body),
            Digests.md5(body),
            body.length,
            checksums);
    uploads.put(upload, part);
    return part;
  }

  UploadPartCopyResponse copy(Call call, UploadPartCopyRequest request) {
    Upload upload = uploads.at(request.uploadId(), request.bucket(), request.key());
    CopySource source = CopySource.of(request.copySource());
    Bucket from = buckets.at(source.bucket());
    ObjectReads.Found found;
    byte[] bytes;
    synchronized (from) {
      found = reads.find(call, source.bucket(), source.key(), source.version().orElse(null));
      Version original = found.version();
      new Preconditions(
              request.copySourceIfMatch(),
              request.copySourceIfNoneMatch(),
              request.copySourceIfModifiedSince(),
              request.copySourceIfUnmodifiedSince())
          .requireForCopying(original);
      ByteRange range =
          ByteRange.of(request.copySourceRange(), original.size())
              .orElse(new ByteRange(0, original.size()));
      bytes = blobs.read(original.blob().orElseThrow(), range);
    }
    Upload.Part part = part(upload, request.partNumber(), bytes, Map.of());
    return UploadPartCopyResponse.builder()
        .copySourceVersionId(found.versioned() ? found.version().id() : null)
        .copyPartResult(
            Digests.into(CopyPartResult.builder(), part.checksums())
                .eTag(part.quotedEtag())
                .lastModified(part.modified())
                .build())
        .build();
  }

  CompleteMultipartUploadResponse complete(CompleteMultipartUploadRequest request) {
    Bucket bucket = buckets.at(request.bucket());
    Upload upload = uploads.at(request.uploadId(), request.bucket(), request.key());
    List<Upload.Part> parts = Completion.parts(request, uploads.parts(upload.id()));
    String blob = blobs.join(parts.stream().map(Upload.Part::blob).toList());
    long size = parts.stream().mapToLong(Upload.Part::size).sum();
    Map<String, String> checksums;
    try {
      checksums = Completion.checksums(upload, parts, () -> blobs.open(blob, 0, size));
      Completion.require(request, checksums, size);
    } catch (RuntimeException e) {
      blobs.remove(blob);
      throw e;
    }
    Version version =
        writes.add(
            bucket,
            upload.key(),
            Preconditions.ofWrite(request.ifMatch(), request.ifNoneMatch()),
            new Version(
                Version.NULL,
                ObjectWrites.now(clock),
                Optional.of(blob),
                Digests.ofParts(parts.stream().map(Upload.Part::etag).toList()),
                size,
                upload.attributes(),
                upload.tags(),
                parts.stream().map(Upload.Part::size).toList(),
                checksums,
                upload.checksumType()));
    uploads.remove(upload);
    return Digests.into(
            upload.attributes().into(CompleteMultipartUploadResponse.builder()), checksums)
        .bucket(bucket.name())
        .key(upload.key())
        .location(
            "https://"
                + bucket.name()
                + ".s3."
                + buckets.account().region()
                + ".amazonaws.com/"
                + upload.key())
        .eTag(version.quotedEtag())
        .checksumType(upload.checksumType())
        .versionId(ObjectWrites.shown(bucket, version))
        .build();
  }

  AbortMultipartUploadResponse abort(AbortMultipartUploadRequest request) {
    buckets.at(request.bucket());
    uploads.remove(uploads.at(request.uploadId(), request.bucket(), request.key()));
    return AbortMultipartUploadResponse.builder().build();
  }
}
