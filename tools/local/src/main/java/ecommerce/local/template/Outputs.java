package ecommerce.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** The Outputs section, as far as conditions leave it. */
final class Outputs {

  private static final Set<String> KEYS = Set.of("Value", "Description", "Export", "Condition");

  private final Scope scope;
  private final SequencedMap<String, Node.Mapping> reduced = new LinkedHashMap<>();

  private Outputs(Scope scope) {
    this.scope = scope;
  }

  static Outputs of(
      Node.Mapping template, Conditions conditions, Scope scope, Resources resources) {
    Outputs outputs = new Outputs(scope);
    Sections.mapping(template, "Outputs")
        .entries()
        .forEach(
            (name, node) -> {
              Sections.requireLogicalId(name, node);
              Node.Mapping output = checked(name, node);
              Optional<Node> condition = output.get("Condition");
              if (condition.isEmpty()
                  || conditions.holds(Node.text(condition.get()).orElse(""), condition.get())) {
                Node.Mapping kept =
                    new Reduction(conditions)
                        .reduceMapping("output " + name, output.without("Condition"));
                if (kept.get("Value").isEmpty()) {
                  throw wrong(output, name, "has AWS::NoValue as Value");
                }
                kept.get("Export")
                    .ifPresent(
                        export -> {
                          if (!(export instanceof Node.Mapping map)
                              || !map.entries().keySet().equals(Set.of("Name"))) {
                            throw wrong(
                                export, name, "has an Export that is not a mapping with Name");
                          }
                        });
                resources.dependencies(kept);
                outputs.reduced.put(name, kept);
              }
            });
    return outputs;
  }

  private static Node.Mapping checked(String name, Node node) {
    if (!(node instanceof Node.Mapping output)) {
      throw wrong(node, name, "is not a mapping");
    }
    output
        .entries()
        .forEach(
            (key, value) -> {
              if (!KEYS.contains(key)) {
                throw wrong(value, name, "has " + key + ", which is not supported");
              }
            });
    if (output.get("Value").isEmpty()) {
      throw wrong(output, name, "has no Value");
    }
    return output;
  }

  SequencedMap<String, Output> resolved(References references) {
    Resolution resolution = new Resolution(scope, references);
    SequencedMap<String, Output> outputs = new LinkedHashMap<>();
    reduced.forEach(
        (name, output) -> {
          Node written = output.get("Value").orElseThrow();
          JsonNode value = resolution.resolve(written);
          if (!value.isValueNode()) {
            throw wrong(
                written, name, "is not a text but a " + (value.isArray() ? "list" : "mapping"));
          }
          outputs.put(
              name,
              new Output(
                  name,
                  value,
                  output.get("Description").map(node -> resolution.resolve(node).asText()),
                  output
                      .get("Export")
                      .map(export -> resolution.resolve(export).get("Name").asText())));
        });
    return outputs;
  }

  private static TemplateException wrong(Node at, String name, String what) {
    return new TemplateException(at.position(), "output " + name + " " + what);
  }
}
