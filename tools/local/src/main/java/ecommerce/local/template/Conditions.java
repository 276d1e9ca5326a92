package ecommerce.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * The Conditions section: which hold. Each depends on parameters, mappings and other conditions
 * alone.
 */
final class Conditions {

  private final Node.Mapping section;
  private final Resolution resolution;
  private final Map<String, Boolean> known = new HashMap<>();
  private final SequencedSet<String> open = new LinkedHashSet<>();

  Conditions(Node.Mapping section, Scope scope) {
    this.section = section;
    this.resolution = new Resolution(scope, new NoResources());
  }

  /** Works all of them out, so that a malformed one is found though nothing uses it. */
  Conditions checked() {
    section.entries().forEach((name, value) -> holds(name, value));
    return this;
  }

  /**
   * @param at where the condition is named
   */
  boolean holds(String name, Node at) {
    Boolean answer = known.get(name);
    if (answer != null) {
      return answer;
    }
    Node definition =
        section
            .get(name)
            .orElseThrow(
                () -> new TemplateException(at.position(), "there is no condition " + name));
    if (!open.add(name)) {
      throw new TemplateException(
          at.position(),
          "conditions depend on each other: " + String.join(" -> ", open) + " -> " + name);
    }
    boolean holds = holds(definition);
    open.remove(name);
    known.put(name, holds);
    return holds;
  }

  private boolean holds(Node node) {
    if (node instanceof Node.Mapping map && map.entries().size() == 1) {
      String name = map.entries().firstEntry().getKey();
      Intrinsic call = new Intrinsic(name, map.entries().firstEntry().getValue(), map.position());
      switch (name) {
        case "Condition":
          return holds(
              Node.text(call.argument()).orElseThrow(() -> call.wrong("needs a name")),
              call.argument());
        case "Fn::Equals":
          List<Node> two = call.items(2, 2, "a list of two values");
          return comparable(two.getFirst()).equals(comparable(two.get(1)));
        case "Fn::Not":
          return !holds(call.items(1, 1, "a list of one condition").getFirst());
        case "Fn::And":
          return call.items(2, 10, "a list of 2 to 10 conditions").stream().allMatch(this::holds);
        case "Fn::Or":
          return call.items(2, 10, "a list of 2 to 10 conditions").stream().anyMatch(this::holds);
        default:
          call.requireKnownInConditions();
      }
    }
    throw new TemplateException(
        node.position(), "is no condition: Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition");
  }

  private Object comparable(Node node) {
    JsonNode value = resolution.resolve(new Reduction(this).reduce(node));
    return value.isValueNode() ? value.asText() : value;
  }

  /** Conditions are decided before there is any resource. */
  private static final class NoResources implements References {
    @Override
    public String ref(String logicalId) {
      throw new IllegalArgumentException(
          logicalId + " is no parameter, and a condition cannot refer to resources");
    }

    @Override
    public JsonNode attribute(String logicalId, String name) {
      throw new IllegalArgumentException("a condition cannot refer to the resource " + logicalId);
    }

    @Override
    public Optional<String> exported(String name) {
      throw new IllegalArgumentException("a condition cannot import " + name);
    }
  }
}
