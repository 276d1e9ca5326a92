package ecommerce.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Decides {@code Fn::If}, leaves out what is {@code AWS::NoValue}, and refuses unknown intrinsics.
 * What it returns has neither of them, and other intrinsics as they were written.
 */
final class Reduction {

  private final Conditions conditions;

  Reduction(Conditions conditions) {
    this.conditions = conditions;
  }

  /**
   * @throws TemplateException also where all of it is {@code AWS::NoValue}
   */
  Node reduce(Node node) {
    return reduced(node)
        .orElseThrow(
            () -> new TemplateException(node.position(), "AWS::NoValue cannot stand here"));
  }

  /** Reduces what must be a mapping afterwards. */
  Node.Mapping reduceMapping(String what, Node node) {
    if (reduce(node) instanceof Node.Mapping mapping && Intrinsic.in(mapping).isEmpty()) {
      return mapping;
    }
    throw new TemplateException(node.position(), what + " is not a mapping");
  }

  private Optional<Node> reduced(Node node) {
    Optional<Intrinsic> intrinsic = Intrinsic.in(node);
    if (intrinsic.isPresent()) {
      intrinsic.get().requireKnownInResources();
      if (Intrinsic.isNoValue(node)) {
        return Optional.empty();
      }
      if (intrinsic.get().name().equals("Fn::If")) {
        return chosen(intrinsic.get());
      }
    }
    return Optional.of(inside(node));
  }

  private Optional<Node> chosen(Intrinsic choice) {
    List<Node> items = choice.items(3, 3, "a list of a condition and two values");
    String condition =
        Node.text(items.getFirst())
            .orElseThrow(() -> choice.wrong("needs the name of a condition"));
    Node chosen = items.get(conditions.holds(condition, items.getFirst()) ? 1 : 2);
    return reduced(chosen);
  }

  private Node inside(Node node) {
    return switch (node) {
      case Node.Mapping map -> {
        SequencedMap<String, Node> entries = new LinkedHashMap<>();
        map.entries()
            .forEach((name, value) -> reduced(value).ifPresent(kept -> entries.put(name, kept)));
        yield new Node.Mapping(map.position(), entries);
      }
      case Node.Sequence list -> {
        List<Node> items = new ArrayList<>();
        list.items().forEach(item -> reduced(item).ifPresent(items::add));
        yield new Node.Sequence(list.position(), items);
      }
      case Node.Scalar scalar -> scalar;
    };
  }
}
