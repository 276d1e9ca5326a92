package ecommerce.local.sns;

import ecommerce.local.deploy.SharedPolicyType;
import ecommerce.local.wire.Fault;

/** {@code AWS::SNS::TopicPolicy}: one policy for one or more topics. */
final class TopicPolicyType extends SharedPolicyType {

  private final TopicOperations operations;

  TopicPolicyType(TopicOperations operations) {
    super("AWS::SNS::TopicPolicy", "Topics");
    this.operations = operations;
  }

  @Override
  protected void set(String arn, String policy) {
    operations.set(arn, "Policy", policy);
  }

  @Override
  protected void clear(String arn) {
    try {
      set(arn, "");
    } catch (Fault e) {
      // The topic is gone, and its policy with it.
    }
  }
}
