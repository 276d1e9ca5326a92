package ecommerce.local.template;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/** Makes nodes that no template wrote: each is at the place of what it was made for. */
final class Nodes {

  private final Position position;

  private Nodes(Position position) {
    this.position = position;
  }

  static Nodes at(Position position) {
    return new Nodes(position);
  }

  Node text(String text) {
    return new Node.Scalar(position, JsonNodeFactory.instance.textNode(text));
  }

  Node flag(boolean value) {
    return new Node.Scalar(position, JsonNodeFactory.instance.booleanNode(value));
  }

  Node.Sequence list(Node... items) {
    return new Node.Sequence(position, Arrays.asList(items));
  }

  Node.Sequence list(List<? extends Node> items) {
    return new Node.Sequence(position, List.copyOf(items));
  }

  Node.Mapping map(String name, Node value) {
    return new Node.Mapping(position, new LinkedHashMap<>(Map.of(name, value)));
  }

  Node.Mapping empty() {
    return new Node.Mapping(position, new LinkedHashMap<>());
  }

  /** A mapping of names and values by turns; a value is a Node or a String. */
  Node.Mapping object(Object... namesAndValues) {
    SequencedMap<String, Node> entries = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      entries.put(
          (String) namesAndValues[i], value instanceof Node node ? node : text((String) value));
    }
    return new Node.Mapping(position, entries);
  }

  Node ref(String logicalId) {
    return map("Ref", text(logicalId));
  }

  Node attribute(String logicalId, String name) {
    return map("Fn::GetAtt", list(text(logicalId), text(name)));
  }

  /**
   * Changes each value inside, from the outside in, keeping places; what {@code change} returns is
   * gone through as well. What is left unchanged stays the same object.
   */
  static Node rewrite(Node node, UnaryOperator<Node> change) {
    Node changed = change.apply(node);
    return switch (changed) {
      case Node.Mapping mapping -> {
        SequencedMap<String, Node> entries = new LinkedHashMap<>();
        mapping.entries().forEach((name, value) -> entries.put(name, rewrite(value, change)));
        yield same(mapping.entries().values(), entries.values())
            ? mapping
            : new Node.Mapping(mapping.position(), entries);
      }
      case Node.Sequence sequence -> {
        List<Node> items = sequence.items().stream().map(item -> rewrite(item, change)).toList();
        yield same(sequence.items(), items)
            ? sequence
            : new Node.Sequence(sequence.position(), items);
      }
      case Node.Scalar scalar -> scalar;
    };
  }

  private static boolean same(Collection<Node> before, Collection<Node> after) {
    Iterator<Node> other = after.iterator();
    return before.stream().allMatch(node -> node == other.next());
  }
}
