package ecommerce.local.s3;

import java.util.Set;
import software.amazon.awssdk.services.s3.model.BucketLifecycleConfiguration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/** What a bucket's lifecycle rules may say. */
final class Lifecycle {

  private Lifecycle() {}

  /**
   * @throws ecommerce.local.wire.Fault where a rule does nothing or is neither on nor off
   */
  static void require(BucketLifecycleConfiguration configuration) {
    if (configuration == null || configuration.rules().isEmpty()) {
      throw Refusals.malformed();
    }
    for (LifecycleRule rule : configuration.rules()) {
      boolean acts =
          rule.expiration() != null
              || rule.noncurrentVersionExpiration() != null
              || rule.abortIncompleteMultipartUpload() != null
              || !rule.transitions().isEmpty()
              || !rule.noncurrentVersionTransitions().isEmpty();
      if (!acts) {
        throw Refusals.request("At least one action needs to be specified in a rule");
      }
      if (!rule.transitions().isEmpty() || !rule.noncurrentVersionTransitions().isEmpty()) {
        throw Refusals.notOffered("a transition to another storage class");
      }
      if (!Set.of("Enabled", "Disabled").contains(String.valueOf(rule.statusAsString()))) {
        throw Refusals.malformed();
      }
    }
  }
}
