package ecommerce.local.template;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A mapping with the one key {@code Ref} or {@code Fn::…}: a value that is to be worked out. */
record Intrinsic(String name, Node argument, Position position) {

  private static final Set<String> IN_RESOURCES =
      Set.of(
          "Ref",
          "Fn::GetAtt",
          "Fn::Sub",
          "Fn::Join",
          "Fn::Select",
          "Fn::Split",
          "Fn::If",
          "Fn::FindInMap",
          "Fn::Base64",
          "Fn::ImportValue");
  private static final Set<String> IN_CONDITIONS =
      Set.of(
          "Fn::Equals",
          "Fn::And",
          "Fn::Or",
          "Fn::Not",
          "Condition",
          "Ref",
          "Fn::FindInMap",
          "Fn::Sub",
          "Fn::Join",
          "Fn::Select",
          "Fn::Split",
          "Fn::If");

  /** The intrinsic that a value is, where it is one; not whether it is a known one. */
  static Optional<Intrinsic> in(Node node) {
    if (node instanceof Node.Mapping mapping && mapping.entries().size() == 1) {
      String name = mapping.entries().firstEntry().getKey();
      if (name.equals("Ref") || name.startsWith("Fn::")) {
        return Optional.of(
            new Intrinsic(name, mapping.entries().firstEntry().getValue(), mapping.position()));
      }
    }
    return Optional.empty();
  }

  static boolean isNoValue(Node node) {
    return in(node)
        .filter(found -> found.name.equals("Ref"))
        .flatMap(ref -> Node.text(ref.argument))
        .filter("AWS::NoValue"::equals)
        .isPresent();
  }

  /** Refuses what CloudFormation knows elsewhere only, or nowhere. */
  void requireKnownInResources() {
    require(IN_RESOURCES);
  }

  void requireKnownInConditions() {
    require(IN_CONDITIONS);
  }

  private void require(Set<String> known) {
    if (!known.contains(name)) {
      throw new TemplateException(position, name + " is not supported here");
    }
  }

  /** The items of an argument that must be a list of this length. */
  List<Node> items(int fewest, int most, String shape) {
    if (argument instanceof Node.Sequence list
        && list.items().size() >= fewest
        && list.items().size() <= most) {
      return list.items();
    }
    throw wrong("must be " + shape);
  }

  TemplateException wrong(String what) {
    return new TemplateException(argument.position(), name + " " + what);
  }
}
