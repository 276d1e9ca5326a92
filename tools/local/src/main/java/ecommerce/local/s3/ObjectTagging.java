package ecommerce.local.s3;

import ecommerce.local.wire.Call;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.DeleteObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingResponse;

/** The tags of objects, of any version. */
final class ObjectTagging {

  private final Buckets buckets;
  private final ObjectReads reads;

  ObjectTagging(Buckets buckets, ObjectReads reads) {
    this.buckets = buckets;
    this.reads = reads;
  }

  PutObjectTaggingResponse put(Call call, PutObjectTaggingRequest request) {
    Map<String, String> tags = Tags.ofObject(request.tagging().tagSet());
    return PutObjectTaggingResponse.builder()
        .versionId(set(call, request.bucket(), request.key(), request.versionId(), tags))
        .build();
  }

  GetObjectTaggingResponse get(Call call, GetObjectTaggingRequest request) {
    ObjectReads.Found found =
        reads.find(call, request.bucket(), request.key(), request.versionId());
    return GetObjectTaggingResponse.builder()
        .versionId(found.versioned() ? found.version().id() : null)
        .tagSet(Tags.shown(found.version().tags()))
        .build();
  }

  DeleteObjectTaggingResponse delete(Call call, DeleteObjectTaggingRequest request) {
    return DeleteObjectTaggingResponse.builder()
        .versionId(set(call, request.bucket(), request.key(), request.versionId(), Map.of()))
        .build();
  }

  private String set(
      Call call, String bucketName, String key, String versionId, Map<String, String> tags) {
    Bucket bucket = buckets.at(bucketName);
    ObjectReads.Found[] found = new ObjectReads.Found[1];
    bucket.change(
        key,
        present -> {
          found[0] = reads.find(call, bucketName, key, versionId);
          return Optional.of(present.orElseThrow().replacing(found[0].version().withTags(tags)));
        });
    return found[0].versioned() ? found[0].version().id() : null;
  }
}
