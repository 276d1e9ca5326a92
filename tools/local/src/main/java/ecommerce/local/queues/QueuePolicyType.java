package ecommerce.local.queues;

import ecommerce.local.deploy.SharedPolicyType;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;

/**
 * {@code AWS::SQS::QueuePolicy}: one policy for one or more queues, which are named by their URLs.
 */
final class QueuePolicyType extends SharedPolicyType {

  private final QueueOperations operations;

  QueuePolicyType(QueueOperations operations) {
    super("AWS::SQS::QueuePolicy", "Queues");
    this.operations = operations;
  }

  @Override
  protected void set(String url, String policy) {
    operations.setAttributes(
        SetQueueAttributesRequest.builder()
            .queueUrl(url)
            .attributesWithStrings(Map.of("Policy", policy))
            .build());
  }

  @Override
  protected void clear(String url) {
    try {
      set(url, "");
    } catch (QueueDoesNotExistException e) {
      // Its policy went with it.
    }
  }
}
