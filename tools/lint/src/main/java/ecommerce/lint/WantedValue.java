package ecommerce.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts into a sample event what one item of a pattern's list asks for. */
final class WantedValue {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private WantedValue() {}

  /**
   * @param schema of the place, with its {@code $ref} followed
   */
  static void put(ObjectNode event, List<String> path, JsonNode item, JsonNode schema) {
    ObjectNode holder = event;
    for (String step : path.subList(0, path.size() - 1)) {
      JsonNode inside = holder.path(step);
      JsonNode object = inside.isArray() ? inside.path(0) : inside;
      holder = object instanceof ObjectNode found ? found : holder.putObject(step);
    }
    String name = path.getLast();
    Optional<JsonNode> value = of(item, holder.path(name), schema);
    if (value.isEmpty()) {
      return;
    }
    if (value.get().isMissingNode()) {
      holder.remove(name);
    } else if (schema.path("type").asText().equals("array")) {
      holder.putArray(name).add(value.get());
    } else {
      holder.set(name, value.get());
    }
  }

  /** Empty where the sample may stay as it is, missing where nothing may be there. */
  private static Optional<JsonNode> of(JsonNode item, JsonNode sample, JsonNode schema) {
    if (!item.isObject()) {
      return Optional.of(item);
    }
    Map.Entry<String, JsonNode> matcher = item.properties().iterator().next();
    JsonNode wanted = matcher.getValue();
    return switch (matcher.getKey()) {
      case "exists" ->
          wanted.asBoolean() ? Optional.empty() : Optional.of(MissingNode.getInstance());
      case "prefix", "suffix", "equals-ignore-case" ->
          wanted.isTextual() ? Optional.of(wanted) : Optional.empty();
      case "wildcard" -> Optional.of(JSON.textNode(wanted.asText().replace("*", "x")));
      case "anything-but" -> other(wanted, sample, schema);
      case "numeric" -> Optional.of(number((ArrayNode) wanted));
      default -> Optional.empty();
    };
  }

  private static Optional<JsonNode> other(JsonNode refused, JsonNode sample, JsonNode schema) {
    List<JsonNode> excluded = StackResource.list(refused);
    JsonNode now = sample.isArray() ? sample.path(0) : sample;
    if (!excluded.contains(now)) {
      return Optional.empty();
    }
    return schema.path("enum").valueStream().filter(value -> !excluded.contains(value)).findFirst();
  }

  private static JsonNode number(ArrayNode condition) {
    double bound = condition.path(1).asDouble();
    double value =
        switch (condition.path(0).asText()) {
          case ">" -> bound + 1;
          case "<" -> bound - 1;
          default -> bound;
        };
    return value == Math.rint(value) ? JSON.numberNode((long) value) : JSON.numberNode(value);
  }
}
