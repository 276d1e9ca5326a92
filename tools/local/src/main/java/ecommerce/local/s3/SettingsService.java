package ecommerce.local.s3;

import ecommerce.local.wire.Access;
import ecommerce.local.wire.Operations;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.model.BucketLifecycleConfiguration;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.OwnershipControls;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;

/** The operations on what a bucket is set to, with what they need to be allowed. */
final class SettingsService {

  private final Buckets buckets;
  private final BucketSettings settings;
  private final BucketPolicies policies;

  SettingsService(Buckets buckets, BucketSettings settings, BucketPolicies policies) {
    this.buckets = buckets;
    this.settings = settings;
    this.policies = policies;
  }

  void declare(Operations on) {
    on.on(
        PutBucketPolicyRequest::builder,
        to("PutBucketPolicy", PutBucketPolicyRequest::bucket),
        (c, r) -> policies.put(r));
    on.on(
        GetBucketPolicyRequest::builder,
        to("GetBucketPolicy", GetBucketPolicyRequest::bucket),
        (c, r) -> policies.get(r));
    on.on(
        DeleteBucketPolicyRequest::builder,
        to("DeleteBucketPolicy", DeleteBucketPolicyRequest::bucket),
        (c, r) -> policies.delete(r));
    declareTags(on);
    declarePublicAccess(on);
    declareEncryption(on);
    declareLifecycle(on);
    declareOwnership(on);
    on.on(
        PutBucketNotificationConfigurationRequest::builder,
        to("PutBucketNotification", PutBucketNotificationConfigurationRequest::bucket),
        (c, r) -> {
          settings.putNotification(r.bucket(), r.notificationConfiguration());
          return PutBucketNotificationConfigurationResponse.builder().build();
        });
    on.on(
        GetBucketNotificationConfigurationRequest::builder,
        to("GetBucketNotification", GetBucketNotificationConfigurationRequest::bucket),
        (c, r) -> {
          buckets.at(r.bucket());
          return GetBucketNotificationConfigurationResponse.builder().build();
        });
  }

  private void declareTags(Operations on) {
    on.on(
        PutBucketTaggingRequest::builder,
        to("PutBucketTagging", PutBucketTaggingRequest::bucket),
        (c, r) -> {
          Map<String, String> tags = Tags.ofBucket(r.tagging().tagSet());
          buckets.change(r.bucket(), record -> record.withTags(tags));
          return PutBucketTaggingResponse.builder().build();
        });
    on.on(
        GetBucketTaggingRequest::builder,
        to("GetBucketTagging", GetBucketTaggingRequest::bucket),
        (c, r) -> {
          Map<String, String> tags = buckets.at(r.bucket()).settings().tags();
          if (tags.isEmpty()) {
            throw Refusals.none("NoSuchTagSet", "The TagSet does not exist", r.bucket());
          }
          return GetBucketTaggingResponse.builder().tagSet(Tags.shown(tags)).build();
        });
    on.on(
        DeleteBucketTaggingRequest::builder,
        to("PutBucketTagging", DeleteBucketTaggingRequest::bucket),
        (c, r) -> {
          buckets.change(r.bucket(), record -> record.withTags(Map.of()));
          return DeleteBucketTaggingResponse.builder().build();
        });
  }

  private void declarePublicAccess(Operations on) {
    on.on(
        PutPublicAccessBlockRequest::builder,
        to("PutBucketPublicAccessBlock", PutPublicAccessBlockRequest::bucket),
        (c, r) -> {
          settings.putPublicAccess(r.bucket(), r.publicAccessBlockConfiguration());
          return PutPublicAccessBlockResponse.builder().build();
        });
    on.on(
        GetPublicAccessBlockRequest::builder,
        to("GetBucketPublicAccessBlock", GetPublicAccessBlockRequest::bucket),
        (c, r) ->
            GetPublicAccessBlockResponse.builder()
                .publicAccessBlockConfiguration(
                    settings
                        .read(
                            r.bucket(),
                            Settings.PUBLIC_ACCESS,
                            PublicAccessBlockConfiguration.builder())
                        .orElseThrow(
                            () ->
                                Refusals.none(
                                    "NoSuchPublicAccessBlockConfiguration",
                                    "The public access block configuration was not found",
                                    r.bucket()))
                        .build())
                .build());
    on.on(
        DeletePublicAccessBlockRequest::builder,
        to("PutBucketPublicAccessBlock", DeletePublicAccessBlockRequest::bucket),
        (c, r) -> {
          settings.remove(r.bucket(), Settings.PUBLIC_ACCESS);
          return DeletePublicAccessBlockResponse.builder().build();
        });
  }

  private void declareEncryption(Operations on) {
    on.on(
        PutBucketEncryptionRequest::builder,
        to("PutEncryptionConfiguration", PutBucketEncryptionRequest::bucket),
        (c, r) -> {
          settings.putEncryption(r.bucket(), r.serverSideEncryptionConfiguration());
          return PutBucketEncryptionResponse.builder().build();
        });
    on.on(
        GetBucketEncryptionRequest::builder,
        to("GetEncryptionConfiguration", GetBucketEncryptionRequest::bucket),
        (c, r) ->
            GetBucketEncryptionResponse.builder()
                .serverSideEncryptionConfiguration(
                    settings
                        .read(
                            r.bucket(),
                            Settings.ENCRYPTION,
                            ServerSideEncryptionConfiguration.builder())
                        .orElseThrow()
                        .build())
                .build());
    on.on(
        DeleteBucketEncryptionRequest::builder,
        to("PutEncryptionConfiguration", DeleteBucketEncryptionRequest::bucket),
        (c, r) -> {
          settings.resetEncryption(r.bucket());
          return DeleteBucketEncryptionResponse.builder().build();
        });
  }

  private void declareLifecycle(Operations on) {
    on.on(
        PutBucketLifecycleConfigurationRequest::builder,
        to("PutLifecycleConfiguration", PutBucketLifecycleConfigurationRequest::bucket),
        (c, r) -> {
          Lifecycle.require(r.lifecycleConfiguration());
          settings.put(r.bucket(), Settings.LIFECYCLE, r.lifecycleConfiguration());
          return PutBucketLifecycleConfigurationResponse.builder().build();
        });
    on.on(
        GetBucketLifecycleConfigurationRequest::builder,
        to("GetLifecycleConfiguration", GetBucketLifecycleConfigurationRequest::bucket),
        (c, r) ->
            GetBucketLifecycleConfigurationResponse.builder()
                .rules(
                    settings
                        .read(
                            r.bucket(), Settings.LIFECYCLE, BucketLifecycleConfiguration.builder())
                        .orElseThrow(
                            () ->
                                Refusals.none(
                                    "NoSuchLifecycleConfiguration",
                                    "The lifecycle configuration does not exist",
                                    r.bucket()))
                        .build()
                        .rules())
                .build());
    on.on(
        DeleteBucketLifecycleRequest::builder,
        to("PutLifecycleConfiguration", DeleteBucketLifecycleRequest::bucket),
        (c, r) -> {
          settings.remove(r.bucket(), Settings.LIFECYCLE);
          return DeleteBucketLifecycleResponse.builder().build();
        });
  }

  private void declareOwnership(Operations on) {
    on.on(
        PutBucketOwnershipControlsRequest::builder,
        to("PutBucketOwnershipControls", PutBucketOwnershipControlsRequest::bucket),
        (c, r) -> {
          settings.put(r.bucket(), Settings.OWNERSHIP, r.ownershipControls());
          return PutBucketOwnershipControlsResponse.builder().build();
        });
    on.on(
        GetBucketOwnershipControlsRequest::builder,
        to("GetBucketOwnershipControls", GetBucketOwnershipControlsRequest::bucket),
        (c, r) ->
            GetBucketOwnershipControlsResponse.builder()
                .ownershipControls(
                    settings
                        .read(r.bucket(), Settings.OWNERSHIP, OwnershipControls.builder())
                        .orElseThrow(
                            () ->
                                Refusals.none(
                                    "OwnershipControlsNotFoundError",
                                    "The bucket ownership controls were not found",
                                    r.bucket()))
                        .build())
                .build());
    on.on(
        DeleteBucketOwnershipControlsRequest::builder,
        to("PutBucketOwnershipControls", DeleteBucketOwnershipControlsRequest::bucket),
        (c, r) -> {
          settings.remove(r.bucket(), Settings.OWNERSHIP);
          return DeleteBucketOwnershipControlsResponse.builder().build();
        });
  }

  private <Q> Access<Q> to(String action, Function<Q, String> bucket) {
    return request -> List.of(buckets.onBucket("s3:" + action, bucket.apply(request)));
  }
}
