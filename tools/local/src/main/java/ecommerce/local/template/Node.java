package ecommerce.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** A value of a template that knows where it was written. Immutable. */
sealed interface Node {

  /** The line of its key for an entry of a mapping, else of its first character. */
  Position position();

  /** The plain value. */
  JsonNode json();

  /** The same value, said to be at another place; what is inside keeps its places. */
  Node at(Position position);

  record Mapping(Position position, SequencedMap<String, Node> entries) implements Node {

    public Mapping {
      entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
    }

    Optional<Node> get(String name) {
      return Optional.ofNullable(entries.get(name));
    }

    /** Where the entry is, or this mapping where there is none. */
    Position positionOf(String name) {
      return get(name).map(Node::position).orElse(position);
    }

    /** This mapping with one more or another entry. */
    Mapping with(String name, Node value) {
      SequencedMap<String, Node> changed = new LinkedHashMap<>(entries);
      changed.put(name, value);
      return new Mapping(position, changed);
    }

    Mapping without(String name) {
      SequencedMap<String, Node> changed = new LinkedHashMap<>(entries);
      changed.remove(name);
      return new Mapping(position, changed);
    }

    @Override
    public ObjectNode json() {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      entries.forEach((name, value) -> object.set(name, value.json()));
      return object;
    }

    @Override
    public Mapping at(Position other) {
      return new Mapping(other, entries);
    }
  }

  record Sequence(Position position, List<Node> items) implements Node {

    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public ArrayNode json() {
      ArrayNode array = JsonNodeFactory.instance.arrayNode(items.size());
      items.forEach(item -> array.add(item.json()));
      return array;
    }

    @Override
    public Sequence at(Position other) {
      return new Sequence(other, items);
    }
  }

  record Scalar(Position position, JsonNode json) implements Node {

    boolean isText() {
      return json.isTextual();
    }

    @Override
    public Scalar at(Position other) {
      return new Scalar(other, json);
    }
  }

  /** The text of a scalar that is a string. */
  static Optional<String> text(Node node) {
    return node instanceof Scalar scalar && scalar.isText()
        ? Optional.of(scalar.json().textValue())
        : Optional.empty();
  }

  /** A plain value, all of it at one place. */
  static Node of(Position position, JsonNode json) {
    return switch (json) {
      case ObjectNode object -> {
        SequencedMap<String, Node> entries = new LinkedHashMap<>();
        object
            .properties()
            .forEach(entry -> entries.put(entry.getKey(), of(position, entry.getValue())));
        yield new Mapping(position, entries);
      }
      case ArrayNode array ->
          new Sequence(position, array.valueStream().map(item -> of(position, item)).toList());
      default -> new Scalar(position, json);
    };
  }
}
