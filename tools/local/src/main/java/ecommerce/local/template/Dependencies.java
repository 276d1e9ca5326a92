package ecommerce.local.template;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.Predicate;

/**
 * Which resources a value refers to. A reference to nothing, or to a resource that the conditions
 * leave out, is an error.
 */
final class Dependencies {

  private final Predicate<String> known;
  private final Map<String, String> leftOut;
  private final SequencedSet<String> found = new LinkedHashSet<>();

  /**
   * @param known whether a name is a parameter or pseudo parameter
   * @param leftOut each resource's condition that does not hold; null for those that are there
   */
  private Dependencies(Predicate<String> known, Map<String, String> leftOut) {
    this.known = known;
    this.leftOut = leftOut;
  }

  static SequencedSet<String> of(Node reduced, Scope scope, Map<String, String> leftOut) {
    Dependencies dependencies = new Dependencies(name -> scope.value(name).isPresent(), leftOut);
    dependencies.collect(reduced);
    return dependencies.found;
  }

  private void collect(Node node) {
    Intrinsic.in(node).ifPresent(this::collect);
    switch (node) {
      case Node.Mapping map -> map.entries().values().forEach(this::collect);
      case Node.Sequence list -> list.items().forEach(this::collect);
      case Node.Scalar scalar -> {}
    }
  }

  private void collect(Intrinsic call) {
    switch (call.name()) {
      case "Ref" ->
          name(call, Node.text(call.argument()).orElseThrow(() -> call.wrong("needs a name")));
      case "Fn::GetAtt" -> resource(call, AttributeName.of(call).logicalId());
      case "Fn::Sub" -> {
        Substitution substitution = Substitution.of(call);
        for (String name : substitution.names()) {
          if (substitution.variables().containsKey(name)) {
            continue;
          }
          int dot = name.indexOf('.');
          if (dot < 0) {
            name(call, name);
          } else {
            resource(call, name.substring(0, dot));
          }
        }
      }
      default -> {}
    }
  }

  private void name(Intrinsic call, String name) {
    if (!known.test(name)) {
      resource(call, name);
    }
  }

  private void resource(Intrinsic call, String name) {
    if (!leftOut.containsKey(name)) {
      throw new TemplateException(
          call.position(), call.name() + ": there is no resource or parameter " + name);
    }
    if (leftOut.get(name) != null) {
      throw new TemplateException(
          call.position(),
          "%s: the resource %s is not there because its condition %s does not hold"
              .formatted(call.name(), name, leftOut.get(name)));
    }
    found.add(name);
  }
}
