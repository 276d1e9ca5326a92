package ecommerce.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import ecommerce.local.wire.Shapes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControls;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;

/**
 * What a bucket is set to beside its versions and policy. Encryption is kept and told, as on AWS;
 * the bytes in the state folder are as their owner's disk keeps them.
 */
final class BucketSettings {

  private final Buckets buckets;

  BucketSettings(Buckets buckets) {
    this.buckets = buckets;
  }

  /** What every new bucket has: no access control lists, no public access, AES-256. */
  static Map<String, JsonNode> initial(ObjectOwnership ownership) {
    Map<String, JsonNode> initial = new LinkedHashMap<>();
    ObjectOwnership owner = ownership == null ? ObjectOwnership.BUCKET_OWNER_ENFORCED : ownership;
    initial.put(
        Settings.OWNERSHIP,
        Shapes.toJson(
            OwnershipControls.builder().rules(rule -> rule.objectOwnership(owner)).build()));
    initial.put(
        Settings.PUBLIC_ACCESS,
        Shapes.toJson(
            PublicAccessBlockConfiguration.builder()
                .blockPublicAcls(true)
                .ignorePublicAcls(true)
                .blockPublicPolicy(true)
                .restrictPublicBuckets(true)
                .build()));
    initial.put(Settings.ENCRYPTION, standardEncryption());
    return initial;
  }

  private static JsonNode standardEncryption() {
    return Shapes.toJson(
        ServerSideEncryptionConfiguration.builder()
            .rules(
                rule ->
                    rule.applyServerSideEncryptionByDefault(d -> d.sseAlgorithm("AES256"))
                        .bucketKeyEnabled(false))
            .build());
  }

  void put(String bucket, String setting, SdkPojo value) {
    buckets.change(bucket, record -> record.with(setting, Shapes.toJson(value)));
  }

  void remove(String bucket, String setting) {
    buckets.change(bucket, record -> record.without(setting));
  }

  /** Fills a builder with a setting; empty where it is not set. */
  <B extends SdkPojo> Optional<B> read(String bucket, String setting, B builder) {
    return buckets
        .at(bucket)
        .settings()
        .setting(setting)
        .map(value -> Shapes.fromJson(value, builder));
  }

  void putEncryption(String bucket, ServerSideEncryptionConfiguration configuration) {
    configuration
        .rules()
        .forEach(
            rule -> {
              ServerSideEncryptionByDefault by = rule.applyServerSideEncryptionByDefault();
              if (by != null
                  && !Set.of("AES256", "aws:kms", "aws:kms:dsse")
                      .contains(by.sseAlgorithmAsString())) {
                throw Refusals.malformed();
              }
            });
    if (configuration.rules().size() != 1) {
      throw Refusals.malformed();
    }
    put(bucket, Settings.ENCRYPTION, configuration);
  }

  void resetEncryption(String bucket) {
    buckets.change(bucket, record -> record.with(Settings.ENCRYPTION, standardEncryption()));
  }

  void putPublicAccess(String bucket, PublicAccessBlockConfiguration configuration) {
    put(
        bucket,
        Settings.PUBLIC_ACCESS,
        PublicAccessBlockConfiguration.builder()
            .blockPublicAcls(Boolean.TRUE.equals(configuration.blockPublicAcls()))
            .ignorePublicAcls(Boolean.TRUE.equals(configuration.ignorePublicAcls()))
            .blockPublicPolicy(Boolean.TRUE.equals(configuration.blockPublicPolicy()))
            .restrictPublicBuckets(Boolean.TRUE.equals(configuration.restrictPublicBuckets()))
            .build());
  }

  /**
   * Takes an empty configuration.
   *
   * @throws ecommerce.local.wire.Fault where anything is to be notified
   */
  void putNotification(String bucket, NotificationConfiguration configuration) {
    boolean anything =
        configuration.hasTopicConfigurations() && !configuration.topicConfigurations().isEmpty()
            || !configuration.queueConfigurations().isEmpty()
            || !configuration.lambdaFunctionConfigurations().isEmpty()
            || configuration.eventBridgeConfiguration() != null;
    if (anything) {
      throw Refusals.notOffered("a notification of events in buckets");
    }
    buckets.change(
        bucket,
        record -> record.with(Settings.NOTIFICATION, JsonNodeFactory.instance.objectNode()));
  }
}
