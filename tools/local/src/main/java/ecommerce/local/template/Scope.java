package ecommerce.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.Optional;

/** What can be referred to without any resource: parameters, pseudo parameters and mappings. */
record Scope(Map<String, JsonNode> parameters, Pseudo pseudo, Node.Mapping mappings) {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** The value of a parameter or pseudo parameter; empty for any other name. */
  Optional<JsonNode> value(String name) {
    if (parameters.containsKey(name)) {
      return Optional.of(parameters.get(name));
    }
    String text =
        switch (name) {
          case "AWS::AccountId" -> pseudo.accountId();
          case "AWS::Region" -> pseudo.region();
          case "AWS::Partition" -> pseudo.partition();
          case "AWS::StackName" -> pseudo.stackName();
          case "AWS::StackId" -> pseudo.stackId();
          case "AWS::URLSuffix" -> pseudo.urlSuffix();
          default -> null;
        };
    if (name.equals("AWS::NotificationARNs")) {
      return Optional.of(
          pseudo.notificationArns().stream()
              .collect(JSON::arrayNode, (list, arn) -> list.add(arn), (a, b) -> a.addAll(b)));
    }
    return Optional.ofNullable(text).map(JSON::textNode);
  }

  /** The value of a map's two keys; empty where any is missing. */
  Optional<Node> inMap(String map, String first, String second) {
    return mappings
        .get(map)
        .flatMap(inner -> entry(inner, first))
        .flatMap(inner -> entry(inner, second));
  }

  private static Optional<Node> entry(Node node, String key) {
    return node instanceof Node.Mapping map ? map.get(key) : Optional.empty();
  }
}
