package ecommerce.local.template;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One function's {@code DeploymentPreference}, as far as the transform can know it: {@code Enabled}
 * and {@code Type} are looked up in parameters and mappings.
 *
 * @param condition of the function, where it is to be passed on
 */
record SamPreference(
    SamResource function, Node.Mapping written, Node type, Optional<String> condition) {

  private static final Set<String> SUPPORTED =
      Set.of(
          "Enabled",
          "Type",
          "Hooks",
          "Alarms",
          "Role",
          "TriggerConfigurations",
          "PassthroughCondition");

  /** Empty where the function has none, or one that is not enabled. */
  static Optional<SamPreference> of(
      SamResource function, SamParameters parameters, Node.Mapping mappings) {
    Optional<Node.Mapping> written = function.mapping("DeploymentPreference");
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Node.Mapping map = written.get();
    map.entries()
        .forEach(
            (name, value) -> {
              if (!SUPPORTED.contains(name)) {
                throw wrong(function, value, name + " is not supported");
              }
            });
    SamLookup lookup = new SamLookup(parameters, mappings);
    boolean enabled = map.get("Enabled").map(lookup::of).map(SamPreference::isTruthy).orElse(true);
    boolean passed =
        map.get("PassthroughCondition")
            .filter(value -> isTrue(function, lookup, value))
            .isPresent();
    if (!enabled) {
      return Optional.empty();
    }
    if (function.property("AutoPublishAlias").isEmpty()) {
      throw function.wrong("DeploymentPreference", "needs AutoPublishAlias");
    }
    Node type =
        map.get("Type")
            .map(lookup::of)
            .orElseThrow(() -> function.wrong("DeploymentPreference", "needs Type"));
    Optional<String> condition =
        passed ? function.attribute("Condition").flatMap(Node::text) : Optional.empty();
    return Optional.of(new SamPreference(function, map, type, condition));
  }

  /** What is not known to be off is on. */
  private static boolean isTruthy(Node value) {
    String text = value.json().isValueNode() ? value.json().asText() : "true";
    return !List.of("false", "False", "", "0", "null").contains(text);
  }

  private static boolean isTrue(SamResource function, SamLookup lookup, Node value) {
    String text = lookup.of(value).json().asText();
    return switch (text) {
      case "true", "True" -> true;
      case "false", "False" -> false;
      default -> throw wrong(function, value, "PassthroughCondition is not true or false");
    };
  }

  private static TemplateException wrong(SamResource function, Node at, String what) {
    return new TemplateException(
        at.position(), "DeploymentPreference of " + function.logicalId() + ": " + what);
  }

  /** What is written under a name, unless it is nothing. */
  Optional<Node> part(String name) {
    return written.get(name).filter(value -> !Intrinsic.isNoValue(value));
  }

  Optional<Node> hook(String name) {
    return part("Hooks")
        .map(
            hooks -> {
              if (hooks instanceof Node.Mapping map) {
                return map;
              }
              throw wrong(function, hooks, "Hooks is not a mapping");
            })
        .flatMap(hooks -> hooks.get(name));
  }

  /** The group's {@code AlarmConfiguration}. */
  Optional<Node> alarms() {
    return part("Alarms")
        .filter(alarms -> !(alarms instanceof Node.Sequence list && list.items().isEmpty()))
        .map(
            alarms -> {
              Optional<Intrinsic> choice =
                  Intrinsic.in(alarms).filter(found -> found.name().equals("Fn::If"));
              if (choice.isEmpty()) {
                return configuration(alarms);
              }
              List<Node> items = choice.get().items(3, 3, "a list of a condition and two values");
              Nodes make = Nodes.at(alarms.position());
              return make.map(
                  "Fn::If",
                  make.list(
                      items.getFirst(), configuration(items.get(1)), configuration(items.get(2))));
            });
  }

  private Node configuration(Node alarms) {
    Nodes make = Nodes.at(alarms.position());
    if (!(alarms instanceof Node.Sequence list)) {
      throw wrong(function, alarms, "Alarms must be a list");
    }
    if (list.items().isEmpty() || Intrinsic.isNoValue(list.items().getFirst())) {
      return make.empty();
    }
    return make.object(
        "Enabled",
        make.flag(true),
        "Alarms",
        make.list(list.items().stream().map(alarm -> make.object("Name", alarm)).toList()));
  }
}
