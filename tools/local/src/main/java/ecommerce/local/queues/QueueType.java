package ecommerce.local.queues;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;

/** {@code AWS::SQS::Queue}: a standard queue. Its policy is a resource of its own. */
final class QueueType implements ResourceType {

  private static final Set<String> ATTRIBUTES =
      Set.of(
          "VisibilityTimeout",
          "MessageRetentionPeriod",
          "DelaySeconds",
          "ReceiveMessageWaitTimeSeconds",
          "MaximumMessageSize",
          "KmsDataKeyReusePeriodSeconds",
          "KmsMasterKeyId",
          "SqsManagedSseEnabled",
          "RedrivePolicy",
          "RedriveAllowPolicy");

  private final QueueSet queues;
  private final QueueOperations operations;

  QueueType(QueueSet queues, QueueOperations operations) {
    this.queues = queues;
    this.operations = operations;
  }

  @Override
  public String name() {
    return "AWS::SQS::Queue";
  }

  @Override
  public Set<String> properties() {
    Set<String> properties = new HashSet<>(ATTRIBUTES);
    properties.removeAll(Set.of("RedrivePolicy", "RedriveAllowPolicy"));
    properties.addAll(Set.of("QueueName", "Tags.**", "RedrivePolicy.**", "RedriveAllowPolicy.**"));
    return properties;
  }

  @Override
  public Set<String> immutable() {
    return Set.of("QueueName");
  }

  @Override
  public Resource create(Desired desired) {
    String name = desired.text("QueueName").orElseGet(() -> desired.uniqueName(80));
    CreateQueueRequest request =
        CreateQueueRequest.builder()
            .queueName(name)
            .attributesWithStrings(attributes(desired))
            .tags(desired.tags())
            .build();
    return resource(operations.create(request).queueUrl());
  }

  private Resource resource(String url) {
    String name = queues.name(url);
    return Resource.of(url)
        .with("Arn", queues.arn(name))
        .with("QueueName", name)
        .with("QueueUrl", url);
  }

  private static Map<String, String> attributes(Desired desired) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (String name : ATTRIBUTES) {
      desired.node(name).ifPresent(value -> attributes.put(name, text(value)));
    }
    return attributes;
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }

  /** Attributes that the template does not name any more go back to their defaults. */
  @Override
  public Resource update(Desired desired, Resource current) {
    String url = current.physicalId();
    Map<String, String> attributes = new LinkedHashMap<>();
    ATTRIBUTES.forEach(name -> attributes.put(name, QueueAttributes.standard(name).orElse("")));
    if (desired.node("KmsMasterKeyId").isPresent()) {
      attributes.put("SqsManagedSseEnabled", "false");
    }
    attributes.putAll(attributes(desired));
    operations.setAttributes(
        SetQueueAttributesRequest.builder()
            .queueUrl(url)
            .attributesWithStrings(attributes)
            .build());
    Set<String> gone = new HashSet<>(queues.at(url).settings().tags().keySet());
    gone.removeAll(desired.tags().keySet());
    operations.untag(UntagQueueRequest.builder().queueUrl(url).tagKeys(gone).build());
    operations.tag(TagQueueRequest.builder().queueUrl(url).tags(desired.tags()).build());
    return resource(url);
  }

  @Override
  public void delete(Resource current) {
    try {
      operations.delete(DeleteQueueRequest.builder().queueUrl(current.physicalId()).build());
    } catch (QueueDoesNotExistException e) {
      // It is gone, as wanted.
    }
  }
}
