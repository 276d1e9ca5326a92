package ecommerce.local.queues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;

/**
 * {@code AWS::SQS::QueuePolicy}: one policy for one or more queues, which are named by their URLs.
 */
final class QueuePolicyType implements ResourceType {

  /** Kept for the removal; templates cannot read it. */
  private static final String QUEUES = "Queues";

  private final QueueOperations operations;

  QueuePolicyType(QueueOperations operations) {
    this.operations = operations;
  }

  @Override
  public String name() {
    return "AWS::SQS::QueuePolicy";
  }

  @Override
  public Set<String> properties() {
    return Set.of("Queues", "Queues[]", "PolicyDocument.**");
  }

  @Override
  public Resource create(Desired desired) {
    return put(desired, desired.uniqueName(80));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    List<String> dropped = new ArrayList<>(urls(current.attributes().get(QUEUES)));
    dropped.removeAll(urls(desired.properties().get("Queues")));
    dropped.forEach(this::clear);
    return put(desired, current.physicalId());
  }

  private Resource put(Desired desired, String id) {
    JsonNode document =
        desired
            .node("PolicyDocument")
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "property PolicyDocument of " + desired.logicalId() + " is missing"));
    List<String> urls = urls(desired.properties().get("Queues"));
    if (urls.isEmpty()) {
      throw new IllegalArgumentException(
          "property Queues of " + desired.logicalId() + " is missing");
    }
    urls.forEach(url -> set(url, document.isTextual() ? document.asText() : document.toString()));
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    urls.forEach(kept::add);
    return Resource.of(id).with("Id", id).with(QUEUES, kept);
  }

  private static List<String> urls(JsonNode queues) {
    List<String> urls = new ArrayList<>();
    if (queues != null) {
      queues.forEach(url -> urls.add(url.asText()));
    }
    return urls;
  }

  private void set(String url, String policy) {
    operations.setAttributes(
        SetQueueAttributesRequest.builder()
            .queueUrl(url)
            .attributesWithStrings(Map.of("Policy", policy))
            .build());
  }

  private void clear(String url) {
    try {
      set(url, "");
    } catch (QueueDoesNotExistException e) {
      // Its policy went with it.
    }
  }

  @Override
  public void delete(Resource current) {
    urls(current.attributes().get(QUEUES)).forEach(this::clear);
  }
}
