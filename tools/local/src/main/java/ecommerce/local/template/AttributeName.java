package ecommerce.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/**
 * What {@code Fn::GetAtt} names: {@code [Resource, Attribute]}, or {@code Resource.Attribute} in
 * one.
 */
record AttributeName(String logicalId, Node name) {

  static AttributeName of(Intrinsic call) {
    String text = Node.text(call.argument()).orElse("");
    int dot = text.indexOf('.');
    if (dot > 0) {
      return new AttributeName(
          text.substring(0, dot),
          Nodes.at(call.argument().position()).text(text.substring(dot + 1)));
    }
    var items = call.items(2, 2, "a resource and an attribute");
    String logicalId =
        Node.text(items.getFirst()).orElseThrow(() -> call.wrong("needs the name of a resource"));
    return new AttributeName(logicalId, items.get(1));
  }

  String attribute(Function<Node, JsonNode> resolve) {
    return resolve.apply(name).asText();
  }
}
