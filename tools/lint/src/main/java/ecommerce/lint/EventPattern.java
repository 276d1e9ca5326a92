package ecommerce.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** One way in which an EventBridge pattern can match: {@code $or} is multiplied out. */
record EventPattern(SequencedMap<List<String>, JsonNode> leaves) {

  private static final String OR = "$or";

  /** All ways of a pattern. */
  static List<EventPattern> of(JsonNode pattern) {
    return expanded(pattern).stream()
        .map(
            alternative -> {
              SequencedMap<List<String>, JsonNode> leaves = new LinkedHashMap<>();
              collect(List.of(), alternative, leaves);
              return new EventPattern(leaves);
            })
        .toList();
  }

  private static List<ObjectNode> expanded(JsonNode pattern) {
    List<ObjectNode> ways = new ArrayList<>();
    ways.add(JsonNodeFactory.instance.objectNode());
    for (Map.Entry<String, JsonNode> entry : pattern.properties()) {
      boolean or = entry.getKey().equals(OR) && entry.getValue().isArray();
      List<ObjectNode> choices = new ArrayList<>();
      if (or) {
        entry.getValue().forEach(choice -> choices.addAll(expanded(choice)));
      } else if (entry.getValue().isObject()) {
        expanded(entry.getValue())
            .forEach(
                inner ->
                    choices.add(JsonNodeFactory.instance.objectNode().set(entry.getKey(), inner)));
      } else {
        choices.add(JsonNodeFactory.instance.objectNode().set(entry.getKey(), entry.getValue()));
      }
      List<ObjectNode> more = new ArrayList<>();
      for (ObjectNode way : ways) {
        for (ObjectNode choice : choices) {
          more.add(merged(way, choice));
        }
      }
      ways = more;
    }
    return ways;
  }

  private static ObjectNode merged(ObjectNode one, ObjectNode other) {
    ObjectNode merged = one.deepCopy();
    other
        .properties()
        .forEach(
            entry -> {
              JsonNode there = merged.get(entry.getKey());
              merged.set(
                  entry.getKey(),
                  there instanceof ObjectNode mine && entry.getValue() instanceof ObjectNode its
                      ? merged(mine, its)
                      : entry.getValue());
            });
    return merged;
  }

  private static void collect(
      List<String> path, JsonNode node, SequencedMap<List<String>, JsonNode> leaves) {
    node.properties()
        .forEach(
            entry -> {
              List<String> inside = new ArrayList<>(path);
              inside.add(entry.getKey());
              if (entry.getValue().isObject()) {
                collect(inside, entry.getValue(), leaves);
              } else {
                leaves.put(List.copyOf(inside), entry.getValue());
              }
            });
  }

  /** The strings that it asks for at a path; empty where it asks for anything. */
  List<String> literals(String... path) {
    JsonNode leaf = leaves.get(List.of(path));
    return leaf == null
        ? List.of()
        : StackResource.list(leaf).stream()
            .filter(JsonNode::isTextual)
            .map(JsonNode::asText)
            .toList();
  }

  List<String> sources() {
    return literals("source");
  }

  List<String> types() {
    return literals("detail-type");
  }
}
