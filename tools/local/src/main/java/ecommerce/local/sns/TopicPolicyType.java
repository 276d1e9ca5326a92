package ecommerce.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.wire.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code AWS::SNS::TopicPolicy}: one policy for one or more topics. */
final class TopicPolicyType implements ResourceType {

  /** Kept for the removal; templates cannot read it. */
  private static final String TOPICS = "Topics";

  private final TopicOperations operations;

  TopicPolicyType(TopicOperations operations) {
    this.operations = operations;
  }

  @Override
  public String name() {
    return "AWS::SNS::TopicPolicy";
  }

  @Override
  public Set<String> properties() {
    return Set.of("Topics", "Topics[]", "PolicyDocument.**");
  }

  @Override
  public Resource create(Desired desired) {
    return put(desired, desired.uniqueName(80));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    List<String> dropped = new ArrayList<>(arns(current.attributes().get(TOPICS)));
    dropped.removeAll(arns(desired.properties().get(TOPICS)));
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
    List<String> arns = arns(desired.properties().get(TOPICS));
    if (arns.isEmpty()) {
      throw new IllegalArgumentException(
          "property Topics of " + desired.logicalId() + " is missing");
    }
    String policy = document.isTextual() ? document.asText() : document.toString();
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    arns.forEach(
        arn -> {
          operations.set(arn, "Policy", policy);
          kept.add(arn);
        });
    return Resource.of(id).with("Id", id).with(TOPICS, kept);
  }

  private static List<String> arns(JsonNode topics) {
    List<String> arns = new ArrayList<>();
    if (topics != null) {
      topics.forEach(arn -> arns.add(arn.asText()));
    }
    return arns;
  }

  private void clear(String arn) {
    try {
      operations.set(arn, "Policy", "");
    } catch (Fault e) {
      // The topic is gone, and its policy with it.
    }
  }

  @Override
  public void delete(Resource current) {
    arns(current.attributes().get(TOPICS)).forEach(this::clear);
  }
}
