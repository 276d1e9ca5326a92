package ecommerce.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.wire.Fault;
import ecommerce.local.wire.Shapes;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.BucketLifecycleConfiguration;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.OwnershipControls;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;

/** {@code AWS::S3::Bucket}. One that is not empty cannot be removed, as on AWS. */
final class BucketType implements ResourceType {

  private final Buckets buckets;
  private final BucketOperations operations;
  private final BucketSettings settings;

  BucketType(Buckets buckets, BucketOperations operations, BucketSettings settings) {
    this.buckets = buckets;
    this.operations = operations;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "AWS::S3::Bucket";
  }

  @Override
  public Set<String> properties() {
    return Set.of(
        "BucketName",
        "AccessControl",
        "Tags.**",
        "VersioningConfiguration.Status",
        "PublicAccessBlockConfiguration.BlockPublicAcls",
        "PublicAccessBlockConfiguration.BlockPublicPolicy",
        "PublicAccessBlockConfiguration.IgnorePublicAcls",
        "PublicAccessBlockConfiguration.RestrictPublicBuckets",
        "BucketEncryption.ServerSideEncryptionConfiguration[].BucketKeyEnabled",
        "BucketEncryption.ServerSideEncryptionConfiguration[].ServerSideEncryptionByDefault.SSEAlgorithm",
        "BucketEncryption.ServerSideEncryptionConfiguration[].ServerSideEncryptionByDefault.KMSMasterKeyID",
        "OwnershipControls.Rules[].ObjectOwnership",
        "LifecycleConfiguration.Rules[].Id",
        "LifecycleConfiguration.Rules[].Status",
        "LifecycleConfiguration.Rules[].Prefix",
        "LifecycleConfiguration.Rules[].ExpirationInDays",
        "LifecycleConfiguration.Rules[].ExpiredObjectDeleteMarker",
        "LifecycleConfiguration.Rules[].NoncurrentVersionExpirationInDays",
        "LifecycleConfiguration.Rules[].NoncurrentVersionExpiration.NoncurrentDays",
        "LifecycleConfiguration.Rules[].NoncurrentVersionExpiration.NewerNoncurrentVersions",
        "LifecycleConfiguration.Rules[].AbortIncompleteMultipartUpload.DaysAfterInitiation");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("BucketName");
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    return Optional.of(resource(bucketName(desired)));
  }

  private static String bucketName(Desired desired) {
    return desired
        .text("BucketName")
        .orElseGet(() -> desired.uniqueName(63).toLowerCase(Locale.ROOT));
  }

  @Override
  public Resource create(Desired desired) {
    String name = bucketName(desired);
    if (buckets.find(name).isPresent()) {
      throw new Fault("BucketAlreadyExists", 409, name + " already exists");
    }
    String region = buckets.account().region();
    CreateBucketRequest.Builder request = CreateBucketRequest.builder().bucket(name);
    if (!region.equals("us-east-1")) {
      request.createBucketConfiguration(configuration -> configuration.locationConstraint(region));
    }
    operations.create(request.build());
    Resource made = resource(name);
    try {
      return update(desired, made);
    } catch (RuntimeException e) {
      delete(made);
      throw e;
    }
  }

  private Resource resource(String name) {
    String region = buckets.account().region();
    return Resource.of(name)
        .with("Arn", Buckets.arn(name))
        .with("DomainName", name + ".s3.amazonaws.com")
        .with("DualStackDomainName", name + ".s3.dualstack." + region + ".amazonaws.com")
        .with("RegionalDomainName", name + ".s3." + region + ".amazonaws.com")
        .with("WebsiteURL", "http://" + name + ".s3-website-" + region + ".amazonaws.com");
  }

  /** Settings that the template does not name any more go back to those of a new bucket. */
  @Override
  public Resource update(Desired desired, Resource current) {
    String name = current.physicalId();
    desired
        .text("AccessControl")
        .filter(access -> !access.equals("Private"))
        .ifPresent(
            access -> {
              throw new Fault(
                  "InvalidBucketAclWithObjectOwnership",
                  400,
                  "AccessControl "
                      + access
                      + " is not offered: the bucket has no access control lists");
            });
    buckets.change(name, record -> record.withTags(desired.tags()));
    versioning(desired, name);
    set(
        desired.node("PublicAccessBlockConfiguration"),
        PublicAccessBlockConfiguration.builder(),
        builder -> settings.putPublicAccess(name, builder.build()),
        () -> reset(name, Settings.PUBLIC_ACCESS));
    set(
        desired.node("BucketEncryption").map(BucketType::encryption),
        ServerSideEncryptionConfiguration.builder(),
        builder -> settings.putEncryption(name, builder.build()),
        () -> settings.resetEncryption(name));
    set(
        desired.node("OwnershipControls"),
        OwnershipControls.builder(),
        builder -> settings.put(name, Settings.OWNERSHIP, builder.build()),
        () -> reset(name, Settings.OWNERSHIP));
    set(
        desired.node("LifecycleConfiguration").map(LifecycleProperties::rules),
        BucketLifecycleConfiguration.builder(),
        builder -> {
          Lifecycle.require(builder.build());
          settings.put(name, Settings.LIFECYCLE, builder.build());
        },
        () -> settings.remove(name, Settings.LIFECYCLE));
    return resource(name);
  }

  private void versioning(Desired desired, String name) {
    Optional<String> status =
        desired.node("VersioningConfiguration").map(node -> node.path("Status").asText());
    boolean was = buckets.at(name).settings().versioning().isPresent();
    if (status.isPresent() || was) {
      operations.putVersioning(
          PutBucketVersioningRequest.builder()
              .bucket(name)
              .versioningConfiguration(v -> v.status(status.orElse("Suspended")))
              .build());
    }
  }

  private static <B extends SdkPojo> void set(
      Optional<JsonNode> property,
      B builder,
      java.util.function.Consumer<B> change,
      Runnable otherwise) {
    property.ifPresentOrElse(node -> change.accept(Shapes.fromTemplate(node, builder)), otherwise);
  }

  private void reset(String name, String setting) {
    JsonNode standard = BucketSettings.initial(null).get(setting);
    buckets.change(name, record -> record.with(setting, standard));
  }

  /** CloudFormation calls the same things by other names than S3. */
  private static JsonNode encryption(JsonNode property) {
    ObjectNode configuration = JsonNodeFactory.instance.objectNode();
    var rules = configuration.putArray("Rules");
    for (JsonNode rule : property.path("ServerSideEncryptionConfiguration")) {
      ObjectNode copy = rules.addObject();
      copy.set("ApplyServerSideEncryptionByDefault", rule.path("ServerSideEncryptionByDefault"));
      copy.put("BucketKeyEnabled", rule.path("BucketKeyEnabled").asText("false"));
    }
    return configuration;
  }

  @Override
  public void delete(Resource current) {
    if (buckets.find(current.physicalId()).isPresent()) {
      operations.delete(DeleteBucketRequest.builder().bucket(current.physicalId()).build());
    }
  }
}
