package ecommerce.local.s3;

import com.fasterxml.jackson.databind.node.TextNode;
import ecommerce.local.wire.Fault;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningResponse;

/** The operations on buckets themselves. */
final class BucketOperations {

  /** The region whose buckets have no location constraint. */
  private static final String FIRST_REGION = "us-east-1";

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");

  private final Buckets buckets;
  private final UploadSet uploads;
  private final InstantSource clock;

  BucketOperations(Buckets buckets, UploadSet uploads, InstantSource clock) {
    this.buckets = buckets;
    this.uploads = uploads;
    this.clock = clock;
  }

  synchronized CreateBucketResponse create(CreateBucketRequest request) {
    String name = request.bucket();
    requireName(name);
    requireOffered(request);
    requireLocation(request);
    String region = buckets.account().region();
    if (buckets.find(name).isPresent()) {
      if (!region.equals(FIRST_REGION)) {
        throw new Fault(
            "BucketAlreadyOwnedByYou",
            409,
            "Your previous request to create the named bucket succeeded and you already own it.");
      }
    } else {
      Map<String, String> tags =
          request.createBucketConfiguration() == null
              ? Map.of()
              : Tags.ofBucket(request.createBucketConfiguration().tags());
      buckets.add(
          new BucketRecord(
              name, clock.instant(), tags, BucketSettings.initial(request.objectOwnership())));
    }
    return CreateBucketResponse.builder().location("/" + name).bucketArn(Buckets.arn(name)).build();
  }

  private static void requireName(String name) {
    boolean valid =
        NAME.matcher(name).matches()
            && !ADDRESS.matcher(name).matches()
            && !name.contains("..")
            && !name.startsWith("xn--")
            && !name.startsWith("sthree-")
            && !name.endsWith("-s3alias")
            && !name.endsWith("--ol-s3");
    if (!valid) {
      throw new Fault("InvalidBucketName", 400, "The specified bucket is not valid.");
    }
  }

  private static void requireOffered(CreateBucketRequest request) {
    if (Boolean.TRUE.equals(request.objectLockEnabledForBucket())) {
      throw Refusals.notOffered("x-amz-bucket-object-lock-enabled");
    }
    if (request.acl() != null && !request.aclAsString().equals("private")) {
      throw new Fault(
          "InvalidBucketAclWithObjectOwnership",
          400,
          "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");
    }
  }

  private void requireLocation(CreateBucketRequest request) {
    String region = buckets.account().region();
    String asked =
        request.createBucketConfiguration() == null
            ? null
            : request.createBucketConfiguration().locationConstraintAsString();
    if (asked == null && !region.equals(FIRST_REGION)) {
      throw new Fault(
          "IllegalLocationConstraintException",
          400,
          "The unspecified location constraint is incompatible for the region specific endpoint"
              + " this request was sent to.");
    }
    boolean fits = asked == null || asked.equals(region) && !asked.equals(FIRST_REGION);
    if (!fits) {
      throw asked.equals(FIRST_REGION)
          ? new Fault(
              "InvalidLocationConstraint", 400, "The specified location-constraint is not valid")
          : new Fault(
              "IllegalLocationConstraintException",
              400,
              "The "
                  + asked
                  + " location constraint is incompatible for the region specific endpoint this"
                  + " request was sent to.");
    }
  }

  /** Uploads that were going on end with it. */
  synchronized DeleteBucketResponse delete(DeleteBucketRequest request) {
    buckets.remove(request.bucket());
    uploads.of(request.bucket()).forEach(uploads::remove);
    return DeleteBucketResponse.builder().build();
  }

  HeadBucketResponse head(HeadBucketRequest request) {
    buckets.at(request.bucket());
    return HeadBucketResponse.builder()
        .bucketRegion(buckets.account().region())
        .bucketArn(Buckets.arn(request.bucket()))
        .build();
  }

  ListBucketsResponse list(ListBucketsRequest request) {
    String prefix = request.prefix() == null ? "" : request.prefix();
    String after = request.continuationToken() == null ? "" : request.continuationToken();
    int most = request.maxBuckets() == null ? Integer.MAX_VALUE : request.maxBuckets();
    boolean elsewhere =
        request.bucketRegion() != null
            && !request.bucketRegion().equals(buckets.account().region());
    List<Bucket> all =
        buckets.all().stream()
            .filter(bucket -> !elsewhere && bucket.name().startsWith(prefix))
            .filter(bucket -> bucket.name().compareTo(after) > 0)
            .toList();
    List<Bucket> page = all.subList(0, Math.min(most, all.size()));
    return ListBucketsResponse.builder()
        .owner(owner -> owner.id(buckets.account().id()))
        .prefix(request.prefix())
        .continuationToken(page.size() < all.size() ? page.getLast().name() : null)
        .buckets(
            page.stream()
                .map(
                    bucket ->
                        software.amazon.awssdk.services.s3.model.Bucket.builder()
                            .name(bucket.name())
                            .creationDate(bucket.settings().created())
                            .bucketRegion(buckets.account().region())
                            .bucketArn(Buckets.arn(bucket.name()))
                            .build())
                .toList())
        .build();
  }

  GetBucketLocationResponse location(GetBucketLocationRequest request) {
    buckets.at(request.bucket());
    String region = buckets.account().region();
    return GetBucketLocationResponse.builder()
        .locationConstraint(region.equals(FIRST_REGION) ? null : region)
        .build();
  }

  PutBucketVersioningResponse putVersioning(PutBucketVersioningRequest request) {
    String status = request.versioningConfiguration().statusAsString();
    if (status == null || !Set.of("Enabled", "Suspended").contains(status)) {
      throw Refusals.malformed();
    }
    if ("Enabled".equals(request.versioningConfiguration().mfaDeleteAsString())) {
      throw Refusals.notOffered("MFA delete");
    }
    buckets.change(
        request.bucket(), record -> record.with(Settings.VERSIONING, TextNode.valueOf(status)));
    return PutBucketVersioningResponse.builder().build();
  }

  GetBucketVersioningResponse versioning(GetBucketVersioningRequest request) {
    return GetBucketVersioningResponse.builder()
        .status(buckets.at(request.bucket()).settings().versioning().orElse(null))
        .build();
  }
}
