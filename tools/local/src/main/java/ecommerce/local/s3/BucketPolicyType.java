package ecommerce.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;

/** {@code AWS::S3::BucketPolicy}: the one policy of a bucket. */
final class BucketPolicyType implements ResourceType {

  private final Buckets buckets;
  private final BucketPolicies policies;

  BucketPolicyType(Buckets buckets, BucketPolicies policies) {
    this.buckets = buckets;
    this.policies = policies;
  }

  @Override
  public String name() {
    return "AWS::S3::BucketPolicy";
  }

  @Override
  public Set<String> properties() {
    return Set.of("Bucket", "PolicyDocument.**");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("Bucket");
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    return Optional.of(Resource.of(desired.required("Bucket")));
  }

  @Override
  public Resource create(Desired desired) {
    JsonNode document =
        desired
            .node("PolicyDocument")
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "property PolicyDocument of " + desired.logicalId() + " is missing"));
    policies.put(
        PutBucketPolicyRequest.builder()
            .bucket(desired.required("Bucket"))
            .policy(document.isTextual() ? document.asText() : document.toString())
            .build());
    return Resource.of(desired.required("Bucket"));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    return create(desired);
  }

  @Override
  public void delete(Resource current) {
    if (buckets.find(current.physicalId()).isPresent()) {
      policies.delete(DeleteBucketPolicyRequest.builder().bucket(current.physicalId()).build());
    }
  }
}
