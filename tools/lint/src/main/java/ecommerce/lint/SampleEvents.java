package ecommerce.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Makes events from a catalogue's schemas: with every property, the schema's example where it has
 * one.
 */
final class SampleEvents {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int DEEPEST = 12;

  private final EventCatalogue catalogue;

  SampleEvents(EventCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  ObjectNode of(EventCatalogue.Documented event) {
    ObjectNode sample = (ObjectNode) value(event.schema(), 0);
    JsonNode properties = catalogue.followed(event.schema()).path("properties");
    List.of("version", "id", "account", "region", "time")
        .forEach(
            name -> {
              if (properties.has(name) && !sample.path(name).asText().isBlank()) {
                return;
              }
              sample.put(name, name);
            });
    return sample;
  }

  private JsonNode value(JsonNode given, int depth) {
    JsonNode schema = catalogue.followed(given);
    if (depth > DEEPEST || schema.isMissingNode()) {
      return NullNode.getInstance();
    }
    if (schema.has("example")) {
      return schema.get("example").deepCopy();
    }
    for (String list : new String[] {"examples", "enum"}) {
      if (schema.path(list).isArray() && !schema.path(list).isEmpty()) {
        return schema.path(list).get(0).deepCopy();
      }
    }
    if (schema.has("const")) {
      return schema.get("const");
    }
    for (String choice : new String[] {"oneOf", "anyOf", "allOf"}) {
      if (schema.path(choice).isArray()) {
        return value(schema.path(choice).get(0), depth + 1);
      }
    }
    return switch (type(schema)) {
      case "object" -> object(schema, depth);
      case "array" -> array(schema, depth);
      case "integer" -> JSON.numberNode(schema.path("minimum").asLong(1));
      case "number" -> JSON.numberNode(schema.path("minimum").asDouble(1));
      case "boolean" -> JSON.booleanNode(true);
      case "null" -> NullNode.getInstance();
      default -> text(schema);
    };
  }

  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray()
        ? type.get(0).asText()
        : type.asText(schema.has("properties") ? "object" : "string");
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = JSON.objectNode();
    schema
        .path("properties")
        .properties()
        .forEach(entry -> object.set(entry.getKey(), value(entry.getValue(), depth + 1)));
    return object;
  }

  private ArrayNode array(JsonNode schema, int depth) {
    ArrayNode array = JSON.arrayNode();
    int items =
        Math.max(schema.path("maxItems").asInt(1) == 0 ? 0 : 1, schema.path("minItems").asInt(0));
    for (int i = 0; i < items; i++) {
      array.add(value(schema.path("items"), depth + 1));
    }
    return array;
  }

  private static JsonNode text(JsonNode schema) {
    String sample =
        switch (schema.path("format").asText()) {
          case "date-time" -> "2026-01-01T00:00:00Z";
          case "date" -> "2026-01-01";
          case "uuid" -> "00000000-0000-4000-8000-000000000000";
          case "email" -> "someone@example.com";
          default -> "sample";
        };
    int least = schema.path("minLength").asInt(0);
    int most = schema.path("maxLength").asInt(sample.length());
    String longer = sample.length() < least ? sample + "x".repeat(least - sample.length()) : sample;
    return JSON.textNode(
        longer.length() > most && most >= least ? longer.substring(0, most) : longer);
  }
}
