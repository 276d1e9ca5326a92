package ecommerce.local.s3;

import ecommerce.local.Permission;
import ecommerce.local.wire.Access;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Protocol;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;

/** S3 on the wire. */
final class S3Service implements AwsService {

  /** The root elements of answers that are no single member. */
  private static final Map<String, String> ROOTS =
      Map.ofEntries(
          Map.entry("ListBuckets", "ListAllMyBucketsResult"),
          Map.entry("GetBucketLocation", "LocationConstraint"),
          Map.entry("GetBucketVersioning", "VersioningConfiguration"),
          Map.entry("GetBucketTagging", "Tagging"),
          Map.entry("GetObjectTagging", "Tagging"),
          Map.entry("GetBucketLifecycleConfiguration", "LifecycleConfiguration"),
          Map.entry("GetBucketNotificationConfiguration", "NotificationConfiguration"),
          Map.entry("ListObjects", "ListBucketResult"),
          Map.entry("ListObjectsV2", "ListBucketResult"),
          Map.entry("ListObjectVersions", "ListVersionsResult"),
          Map.entry("ListMultipartUploads", "ListMultipartUploadsResult"),
          Map.entry("ListParts", "ListPartsResult"),
          Map.entry("DeleteObjects", "DeleteResult"),
          Map.entry("CreateMultipartUpload", "InitiateMultipartUploadResult"),
          Map.entry("CompleteMultipartUpload", "CompleteMultipartUploadResult"));

  private final Buckets buckets;
  private final BucketOperations operations;
  private final SettingsService settings;
  private final Listings listings;
  private final VersionListings versions;
  private final ObjectService objects;

  S3Service(
      Buckets buckets,
      BucketOperations operations,
      SettingsService settings,
      Listings listings,
      VersionListings versions,
      ObjectService objects) {
    this.buckets = buckets;
    this.operations = operations;
    this.settings = settings;
    this.listings = listings;
    this.versions = versions;
    this.objects = objects;
  }

  @Override
  public Protocol protocol() {
    return new Protocol.RestXml("s3", "http://s3.amazonaws.com/doc/2006-03-01/", ROOTS);
  }

  @Override
  public void declare(Operations on) {
    on.on(
        ListBucketsRequest::builder,
        Access.to("s3:ListAllMyBuckets"),
        (c, r) -> operations.list(r));
    on.on(
        CreateBucketRequest::builder,
        to("CreateBucket", CreateBucketRequest::bucket),
        (c, r) -> operations.create(r));
    on.on(
        DeleteBucketRequest::builder,
        to("DeleteBucket", DeleteBucketRequest::bucket),
        (c, r) -> operations.delete(r));
    on.on(
        HeadBucketRequest::builder,
        to("ListBucket", HeadBucketRequest::bucket),
        (c, r) -> operations.head(r));
    on.on(
        GetBucketLocationRequest::builder,
        to("GetBucketLocation", GetBucketLocationRequest::bucket),
        (c, r) -> operations.location(r));
    on.on(
        PutBucketVersioningRequest::builder,
        to("PutBucketVersioning", PutBucketVersioningRequest::bucket),
        (c, r) -> operations.putVersioning(r));
    on.on(
        GetBucketVersioningRequest::builder,
        to("GetBucketVersioning", GetBucketVersioningRequest::bucket),
        (c, r) -> operations.versioning(r));
    settings.declare(on);
    declareListings(on);
    objects.declare(on);
  }

  private void declareListings(Operations on) {
    on.on(
        ListObjectsRequest::builder,
        r -> listing("ListBucket", r.bucket(), r.prefix(), r.delimiter(), r.maxKeys()),
        (c, r) -> listings.list(r));
    on.on(
        ListObjectsV2Request::builder,
        r -> listing("ListBucket", r.bucket(), r.prefix(), r.delimiter(), r.maxKeys()),
        (c, r) -> listings.list(r));
    on.on(
        ListObjectVersionsRequest::builder,
        r -> listing("ListBucketVersions", r.bucket(), r.prefix(), r.delimiter(), r.maxKeys()),
        (c, r) -> versions.versions(r));
    on.on(
        ListMultipartUploadsRequest::builder,
        to("ListBucketMultipartUploads", ListMultipartUploadsRequest::bucket),
        (c, r) -> versions.uploads(r));
  }

  private <Q> Access<Q> to(String action, Function<Q, String> bucket) {
    return request -> List.of(buckets.onBucket("s3:" + action, bucket.apply(request)));
  }

  private List<Permission> listing(
      String action, String bucket, String prefix, String delimiter, Integer most) {
    Map<String, String> keys = new HashMap<>();
    keys.put("s3:prefix", prefix);
    keys.put("s3:delimiter", delimiter);
    keys.put("s3:max-keys", most == null ? null : most.toString());
    Permission permission = buckets.onBucket("s3:" + action, bucket);
    for (Map.Entry<String, String> key : keys.entrySet()) {
      if (key.getValue() != null) {
        permission = permission.with(key.getKey(), List.of(key.getValue()));
      }
    }
    return List.of(permission);
  }
}
