package ecommerce.local.template;

import java.util.Set;

/** The sections of a template: those known, and their shape. */
final class Sections {

  private static final Set<String> KNOWN =
      Set.of(
          "AWSTemplateFormatVersion",
          "Transform",
          "Description",
          "Metadata",
          "Parameters",
          "Mappings",
          "Conditions",
          "Globals",
          "Resources",
          "Outputs");

  private Sections() {}

  /** Refuses unknown sections, a missing Resources section and null values. */
  static Node.Mapping checked(Node.Mapping template) {
    template
        .entries()
        .forEach(
            (name, value) -> {
              if (!KNOWN.contains(name)) {
                throw new TemplateException(
                    value.position(), "the section " + name + " is not supported");
              }
            });
    if (template.get("Resources").isEmpty()) {
      throw new TemplateException(template.position(), "the template has no Resources");
    }
    refuseNull("", template);
    return template;
  }

  /** Refuses values that are empty, as CloudFormation does. */
  static void refuseNull(String path, Node node) {
    switch (node) {
      case Node.Mapping map ->
          map.entries()
              .forEach(
                  (name, value) -> refuseNull(path.isEmpty() ? name : path + "." + name, value));
      case Node.Sequence list -> list.items().forEach(item -> refuseNull(path + "[]", item));
      case Node.Scalar scalar -> {
        if (scalar.json().isNull()) {
          throw new TemplateException(
              scalar.position(), path + " is empty: null values are not allowed in templates");
        }
      }
    }
  }

  /** A section, empty where it is not there. */
  static Node.Mapping mapping(Node.Mapping template, String section) {
    return switch (template.get(section).orElse(null)) {
      case null -> Nodes.at(template.position()).empty();
      case Node.Mapping mapping -> mapping;
      case Node other ->
          throw new TemplateException(other.position(), section + " is not a mapping");
    };
  }

  static void requireLogicalId(String logicalId, Node at) {
    if (!logicalId.matches("[A-Za-z0-9]{1,255}")) {
      throw new TemplateException(
          at.position(), "the logical id " + logicalId + " has more than letters and digits");
    }
  }
}
