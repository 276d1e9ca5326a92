package ecommerce.lint;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.template.Position;
import ecommerce.local.template.ResourceDefinition;
import ecommerce.local.template.Template;
import java.util.ArrayList;
import java.util.List;

/** A plain resource of a service's template, its properties resolved as far as {@link Symbols}. */
record StackResource(Template template, ResourceDefinition definition, JsonNode properties) {

  String id() {
    return definition.logicalId();
  }

  String type() {
    return definition.type();
  }

  boolean is(String type) {
    return type().equals(type);
  }

  JsonNode at(String... names) {
    JsonNode node = properties;
    for (String name : names) {
      node = node.path(name);
    }
    return node;
  }

  String text(String... names) {
    return at(names).asText();
  }

  /** Whether it is there and says something. */
  boolean has(String... names) {
    JsonNode node = at(names);
    return node.isContainerNode()
        ? !node.isEmpty()
        : !node.isMissingNode() && !node.isNull() && !node.asText().isEmpty();
  }

  /** Where the property ({@code Targets[0].Arn}) was written, or what is nearest around it. */
  Position position(String path) {
    return template.position(id(), path);
  }

  Position position() {
    return definition.position();
  }

  /** A value that may be one or a list. */
  static List<JsonNode> list(JsonNode node) {
    List<JsonNode> items = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(items::add);
    } else if (!node.isMissingNode() && !node.isNull()) {
      items.add(node);
    }
    return items;
  }

  static List<String> texts(JsonNode node) {
    return list(node).stream().map(JsonNode::asText).toList();
  }
}
