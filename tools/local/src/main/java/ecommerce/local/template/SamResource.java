package ecommerce.local.template;

import java.util.Optional;
import java.util.Set;

/**
 * A resource of SAM, or an event of a function: its properties are read by name, and those not
 * supported refused.
 */
record SamResource(String logicalId, String type, Node.Mapping resource, Node.Mapping properties) {

  private static final Set<String> ATTRIBUTES =
      Set.of(
          "Type",
          "Properties",
          "Condition",
          "DependsOn",
          "DeletionPolicy",
          "UpdateReplacePolicy",
          "Metadata");

  static SamResource of(String logicalId, Node.Mapping resource) {
    return new SamResource(
        logicalId, type(logicalId, resource), resource, properties(logicalId, resource));
  }

  static String type(String logicalId, Node.Mapping resource) {
    Node type =
        resource
            .get("Type")
            .orElseThrow(
                () -> new TemplateException(resource.position(), logicalId + " has no Type"));
    return Node.text(type)
        .orElseThrow(
            () ->
                new TemplateException(
                    type.position(), "Type of " + logicalId + " is not a string"));
  }

  static Node.Mapping properties(String logicalId, Node.Mapping resource) {
    return switch (resource.get("Properties").orElse(null)) {
      case null -> Nodes.at(resource.position()).empty();
      case Node.Mapping properties -> properties;
      case Node other ->
          throw new TemplateException(
              other.position(), "Properties of " + logicalId + " is not a mapping");
    };
  }

  /** Refuses attributes and properties that are not supported. */
  SamResource allowing(Set<String> supported) {
    resource.entries().forEach((name, value) -> require(ATTRIBUTES.contains(name), name, value));
    properties.entries().forEach((name, value) -> require(supported.contains(name), name, value));
    return this;
  }

  private void require(boolean supported, String name, Node value) {
    if (!supported) {
      throw new TemplateException(
          value.position(), "%s %s of %s is not supported".formatted(type, name, logicalId));
    }
  }

  Position position() {
    return resource.position();
  }

  Optional<Node> attribute(String name) {
    return resource.get(name);
  }

  Optional<Node> property(String name) {
    return properties.get(name);
  }

  Node required(String name) {
    return property(name)
        .orElseThrow(
            () ->
                new TemplateException(
                    position(), "%s %s needs %s".formatted(type, logicalId, name)));
  }

  String requiredText(String name) {
    return Node.text(required(name)).orElseThrow(() -> wrong(name, "is not a string"));
  }

  Optional<Node.Mapping> mapping(String name) {
    return property(name)
        .map(
            value -> {
              if (value instanceof Node.Mapping mapping) {
                return mapping;
              }
              throw wrong(name, "is not a mapping");
            });
  }

  Optional<Node> tags(Node... first) {
    Optional<Node.Mapping> given = mapping("Tags");
    if (given.isEmpty() && first.length == 0) {
      return Optional.empty();
    }
    var tags = new java.util.ArrayList<Node>(java.util.List.of(first));
    given.ifPresent(
        map ->
            map.entries()
                .forEach(
                    (key, value) ->
                        tags.add(Nodes.at(value.position()).object("Key", key, "Value", value))));
    return Optional.of(Nodes.at(given.map(Node::position).orElse(position())).list(tags));
  }

  TemplateException wrong(String property, String what) {
    return new TemplateException(
        properties.positionOf(property),
        "%s %s of %s %s".formatted(type, property, logicalId, what));
  }
}
