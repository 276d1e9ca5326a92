package ecommerce.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.PolicyOutline;
import java.util.List;

/** The policies that hang on topics. */
final class TopicPolicy {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> OWNERS =
      List.of(
          "SNS:GetTopicAttributes",
          "SNS:SetTopicAttributes",
          "SNS:AddPermission",
          "SNS:RemovePermission",
          "SNS:DeleteTopic",
          "SNS:Subscribe",
          "SNS:ListSubscriptionsByTopic",
          "SNS:Publish");

  private TopicPolicy() {}

  /** What a topic has that was given none: the account's own may use it. */
  static ObjectNode standard(String topicArn, String account) {
    ObjectNode policy = JSON.objectNode().put("Version", "2008-10-17");
    policy.put("Id", "__default_policy_ID");
    ObjectNode statement = policy.putArray("Statement").addObject();
    statement.put("Sid", "__default_statement_ID").put("Effect", "Allow");
    statement.putObject("Principal").put("AWS", "*");
    OWNERS.forEach(statement.putArray("Action")::add);
    statement.put("Resource", topicArn);
    statement.putObject("Condition").putObject("StringEquals").put("AWS:SourceOwner", account);
    return policy;
  }

  /**
   * By its outline; who decides by it reads the rest.
   *
   * @throws ecommerce.local.wire.Fault where the text cannot be a policy
   */
  static void check(String text) {
    PolicyOutline.problem(Documents.of("Policy", text))
        .ifPresent(
            problem -> {
              throw Refusals.invalid("Policy Error: " + problem);
            });
  }

  static ObjectNode with(
      JsonNode policy, String label, List<String> accounts, List<String> actions, String topicArn) {
    ObjectNode changed = policy.deepCopy();
    ArrayNode statements = without(changed, label, false);
    ObjectNode statement = statements.addObject().put("Sid", label).put("Effect", "Allow");
    ArrayNode principals = statement.putObject("Principal").putArray("AWS");
    accounts.forEach(account -> principals.add("arn:aws:iam::" + account + ":root"));
    ArrayNode allowed = statement.putArray("Action");
    actions.forEach(action -> allowed.add("SNS:" + action));
    statement.put("Resource", topicArn);
    return changed;
  }

  /**
   * @throws ecommerce.local.wire.Fault where no statement has the label
   */
  static ObjectNode without(JsonNode policy, String label) {
    ObjectNode changed = policy.deepCopy();
    without(changed, label, true);
    return changed;
  }

  private static ArrayNode without(ObjectNode policy, String label, boolean there) {
    JsonNode present = policy.path("Statement");
    ArrayNode kept = JSON.arrayNode();
    boolean found = false;
    for (JsonNode statement : present.isArray() ? present : JSON.arrayNode().add(present)) {
      if (statement.path("Sid").asText().equals(label)) {
        found = true;
      } else {
        kept.add(statement);
      }
    }
    if (found != there) {
      throw there
          ? Refusals.missing("Statement " + label)
          : Refusals.invalid("Statement already exists: " + label);
    }
    policy.set("Statement", kept);
    return kept;
  }
}
