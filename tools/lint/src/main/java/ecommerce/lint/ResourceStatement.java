package ecommerce.lint;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.template.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A statement of a resource policy: of a queue or a topic.
 *
 * @param services service principals
 * @param sources what {@code aws:SourceArn} must be; empty where nothing is said
 */
record ResourceStatement(
    StackResource policy,
    boolean allows,
    List<String> services,
    boolean anyone,
    List<String> actions,
    List<String> resources,
    List<String> sources,
    Position place) {

  static List<ResourceStatement> of(Stack stack) {
    List<ResourceStatement> statements = new ArrayList<>();
    for (StackResource policy : stack.resources()) {
      if (!policy.is("AWS::SQS::QueuePolicy") && !policy.is("AWS::SNS::TopicPolicy")) {
        continue;
      }
      JsonNode written = policy.at("PolicyDocument", "Statement");
      List<JsonNode> items = StackResource.list(written);
      for (int i = 0; i < items.size(); i++) {
        JsonNode item = items.get(i);
        JsonNode principal = item.path("Principal");
        statements.add(
            new ResourceStatement(
                policy,
                item.path("Effect").asText().equals("Allow"),
                StackResource.texts(principal.path("Service")),
                principal.asText().equals("*") || principal.path("AWS").asText().equals("*"),
                StackResource.texts(item.path("Action")),
                StackResource.texts(item.path("Resource")),
                sources(item.path("Condition")),
                policy.position(
                    "PolicyDocument.Statement" + (written.isArray() ? "[" + i + "]" : ""))));
      }
    }
    return statements;
  }

  private static List<String> sources(JsonNode condition) {
    List<String> sources = new ArrayList<>();
    for (Map.Entry<String, JsonNode> operator : condition.properties()) {
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        if (key.getKey().equalsIgnoreCase("aws:SourceArn")) {
          sources.addAll(StackResource.texts(key.getValue()));
        }
      }
    }
    return sources;
  }

  /** Whether the rule may send what it could not deliver to the queue. */
  boolean accepts(StackResource rule, StackResource queue) {
    String bus = rule.has("EventBusName") ? rule.text("EventBusName") : "default";
    List<String> names =
        List.of(
            "<" + rule.id() + ".Arn>",
            Stack.arn("events") + "rule/" + bus + "/<" + rule.id() + ">");
    return allows
        && (anyone || services.contains("events.amazonaws.com"))
        && actions.stream().anyMatch(action -> Glob.matches(action, "sqs:SendMessage"))
        && resources.stream()
            .anyMatch(resource -> Glob.matches(resource, "<" + queue.id() + ".Arn>"))
        && (sources.isEmpty()
            || sources.stream()
                .anyMatch(source -> names.stream().anyMatch(name -> Glob.matches(source, name))));
  }
}
