package ecommerce.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** A plain resource in the making. Properties without a value are left out. */
final class GeneratedResource {

  private static final List<String> PASSED_ON =
      List.of("Condition", "DeletionPolicy", "UpdateReplacePolicy");

  private final String logicalId;
  private final String type;
  private final Position position;
  private final SequencedMap<String, Node> attributes = new LinkedHashMap<>();
  private final SequencedMap<String, Node> properties = new LinkedHashMap<>();

  GeneratedResource(String logicalId, String type, Position position) {
    this.logicalId = logicalId;
    this.type = type;
    this.position = position;
  }

  /** One that shares condition and policies with the SAM resource that it is made for. */
  static GeneratedResource beside(
      SamResource origin, String logicalId, String type, Position position) {
    return new GeneratedResource(logicalId, type, position).attributes(origin, PASSED_ON);
  }

  GeneratedResource attributes(SamResource origin, List<String> names) {
    names.forEach(name -> origin.attribute(name).ifPresent(value -> attributes.put(name, value)));
    return this;
  }

  GeneratedResource attribute(String name, Node value) {
    attributes.put(name, value);
    return this;
  }

  GeneratedResource property(String name, Node value) {
    properties.put(name, value);
    return this;
  }

  GeneratedResource property(String name, String value) {
    return property(name, make().text(value));
  }

  GeneratedResource property(String name, Optional<? extends Node> value) {
    value.ifPresent(present -> properties.put(name, present));
    return this;
  }

  /** Takes over properties of the same name. */
  GeneratedResource copy(SamResource origin, String... names) {
    for (String name : names) {
      property(name, origin.property(name));
    }
    return this;
  }

  String logicalId() {
    return logicalId;
  }

  String type() {
    return type;
  }

  /** Makes nodes at this resource's place. */
  Nodes make() {
    return Nodes.at(position);
  }

  Node ref() {
    return make().ref(logicalId);
  }

  /** Aliases are referred to by their ARNs. */
  Node arn() {
    return type.equals("AWS::Lambda::Alias") ? ref() : make().attribute(logicalId, "Arn");
  }

  Node.Mapping node() {
    SequencedMap<String, Node> entries = new LinkedHashMap<>();
    entries.put("Type", make().text(type));
    entries.putAll(attributes);
    entries.put("Properties", new Node.Mapping(position, properties));
    return new Node.Mapping(position, entries);
  }
}
