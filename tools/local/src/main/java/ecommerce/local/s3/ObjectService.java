package ecommerce.local.s3;

import ecommerce.local.AccessDenied;
import ecommerce.local.Authorizer;
import ecommerce.local.Permission;
import ecommerce.local.wire.Access;
import ecommerce.local.wire.Call;
import ecommerce.local.wire.Fault;
import ecommerce.local.wire.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** The operations on objects, with what they need to be allowed. */
final class ObjectService {

  private static final int MOST_DELETIONS = 1000;

  private final Buckets buckets;
  private final ObjectReads reads;
  private final ObjectWrites writes;
  private final Copies copies;
  private final ObjectTagging tagging;
  private final Uploads uploads;
  private final VersionListings listings;
  private final Authorizer authorizer;

  ObjectService(
      Buckets buckets,
      ObjectReads reads,
      ObjectWrites writes,
      Copies copies,
      Uploads uploads,
      VersionListings listings,
      Authorizer authorizer) {
    this.buckets = buckets;
    this.reads = reads;
    this.writes = writes;
    this.copies = copies;
    this.tagging = new ObjectTagging(buckets, reads);
    this.uploads = uploads;
    this.listings = listings;
    this.authorizer = authorizer;
  }

  void declare(Operations on) {
    on.onBytes(PutObjectRequest::builder, this::writing, (c, r, body) -> writes.put(r, body));
    on.onBytes(
        GetObjectRequest::builder,
        r -> List.of(on("GetObject", r.bucket(), r.key(), r.versionId())),
        (c, r, body) -> reads.get(c, r));
    on.on(
        HeadObjectRequest::builder,
        r -> List.of(on("GetObject", r.bucket(), r.key(), r.versionId())),
        reads::head);
    on.on(CopyObjectRequest::builder, this::copying, copies::copy);
    on.on(
        DeleteObjectRequest::builder,
        r -> List.of(on("DeleteObject", r.bucket(), r.key(), r.versionId())),
        (c, r) -> writes.delete(r));
    on.on(DeleteObjectsRequest::builder, Access.anyone(), this::deleteAll);
    on.on(
        PutObjectTaggingRequest::builder,
        r -> List.of(on("PutObjectTagging", r.bucket(), r.key(), r.versionId())),
        tagging::put);
    on.on(
        GetObjectTaggingRequest::builder,
        r -> List.of(on("GetObjectTagging", r.bucket(), r.key(), r.versionId())),
        tagging::get);
    on.on(
        DeleteObjectTaggingRequest::builder,
        r -> List.of(on("DeleteObjectTagging", r.bucket(), r.key(), r.versionId())),
        tagging::delete);
    declareUploads(on);
  }

  private void declareUploads(Operations on) {
    on.on(
        CreateMultipartUploadRequest::builder,
        r -> writing(r.bucket(), r.key(), r.tagging()),
        (c, r) -> uploads.create(r));
    on.onBytes(
        UploadPartRequest::builder,
        to("PutObject", UploadPartRequest::bucket, UploadPartRequest::key),
        (c, r, body) -> uploads.part(r, body));
    on.on(
        UploadPartCopyRequest::builder,
        r ->
            List.of(
                on("PutObject", r.bucket(), r.key(), null), source(CopySource.of(r.copySource()))),
        uploads::copy);
    on.on(
        CompleteMultipartUploadRequest::builder,
        to(
            "PutObject",
            CompleteMultipartUploadRequest::bucket,
            CompleteMultipartUploadRequest::key),
        (c, r) -> uploads.complete(r));
    on.on(
        AbortMultipartUploadRequest::builder,
        to(
            "AbortMultipartUpload",
            AbortMultipartUploadRequest::bucket,
            AbortMultipartUploadRequest::key),
        (c, r) -> uploads.abort(r));
    on.on(
        ListPartsRequest::builder,
        to("ListMultipartUploadParts", ListPartsRequest::bucket, ListPartsRequest::key),
        (c, r) -> listings.parts(r));
  }

  private <Q> Access<Q> to(String action, Function<Q, String> bucket, Function<Q, String> key) {
    return request -> List.of(on(action, bucket.apply(request), key.apply(request), null));
  }

  private Permission on(String action, String bucket, String key, String version) {
    String name = version == null ? action : action.replaceFirst("(Tagging)?$", "Version$1");
    Permission permission = buckets.onObject("s3:" + name, bucket, key);
    return version == null ? permission : permission.with("s3:VersionId", List.of(version));
  }

  private Permission source(CopySource source) {
    return on("GetObject", source.bucket(), source.key(), source.version().orElse(null));
  }

  private List<Permission> writing(PutObjectRequest request) {
    return writing(request.bucket(), request.key(), request.tagging());
  }

  private List<Permission> writing(String bucket, String key, String tags) {
    List<Permission> needed = new ArrayList<>(List.of(on("PutObject", bucket, key, null)));
    if (tags != null) {
      needed.add(on("PutObjectTagging", bucket, key, null));
    }
    return needed;
  }

  private List<Permission> copying(CopyObjectRequest request) {
    List<Permission> needed =
        new ArrayList<>(writing(request.bucket(), request.key(), request.tagging()));
    needed.add(source(CopySource.of(request.copySource())));
    return needed;
  }

  /** Each object by itself: one that may not be deleted keeps none from being deleted. */
  private DeleteObjectsResponse deleteAll(Call call, DeleteObjectsRequest request) {
    Bucket bucket = buckets.at(request.bucket());
    List<ObjectIdentifier> objects = request.delete().objects();
    if (objects.isEmpty() || objects.size() > MOST_DELETIONS) {
      throw Refusals.malformed();
    }
    List<DeletedObject> deleted = new ArrayList<>();
    List<S3Error> errors = new ArrayList<>();
    for (ObjectIdentifier object : objects) {
      try {
        authorizer.require(
            call.caller(), on("DeleteObject", bucket.name(), object.key(), object.versionId()));
        deleted.add(deleted(bucket, object));
      } catch (AccessDenied e) {
        errors.add(error(object, "AccessDenied", e.getMessage()));
      } catch (Fault e) {
        errors.add(error(object, e.code(), e.getMessage()));
      }
    }
    boolean quiet = Boolean.TRUE.equals(request.delete().quiet());
    return DeleteObjectsResponse.builder()
        .deleted(quiet ? List.of() : deleted)
        .errors(errors)
        .build();
  }

  private DeletedObject deleted(Bucket bucket, ObjectIdentifier object) {
    ObjectWrites.Deletion deletion =
        writes.delete(bucket, object.key(), object.versionId(), object.eTag());
    Optional<String> marker = deletion.versionId().filter(any -> deletion.marker());
    return DeletedObject.builder()
        .key(object.key())
        .versionId(object.versionId())
        .deleteMarker(deletion.marker() ? true : null)
        .deleteMarkerVersionId(marker.orElse(null))
        .build();
  }

  private static S3Error error(ObjectIdentifier object, String code, String message) {
    return S3Error.builder()
        .key(object.key())
        .versionId(object.versionId())
        .code(code)
        .message(message)
        .build();
  }
}
