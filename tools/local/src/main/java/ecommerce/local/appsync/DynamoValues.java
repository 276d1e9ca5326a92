package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map.Entry;

/** DynamoDB's typed values as plain JSON; and as handlers write them, put right for DynamoDB. */
final class DynamoValues {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private DynamoValues() {}

  /** An item as plain JSON. */
  static JsonNode plainItem(JsonNode item) {
    if (!item.isObject()) {
      return NullNode.instance;
    }
    ObjectNode plain = JSON.objectNode();
    item.properties().forEach(entry -> plain.set(entry.getKey(), plain(entry.getValue())));
    return plain;
  }

  static ArrayNode plainItems(JsonNode items) {
    ArrayNode plain = JSON.arrayNode();
    items.forEach(item -> plain.add(plainItem(item)));
    return plain;
  }

  static JsonNode plain(JsonNode typed) {
    Entry<String, JsonNode> value = typed.properties().iterator().next();
    return switch (value.getKey()) {
      case "N" -> number(value.getValue().asText());
      case "NULL" -> NullNode.instance;
      case "M" -> plainItem(value.getValue());
      case "L" -> {
        ArrayNode list = JSON.arrayNode();
        value.getValue().forEach(element -> list.add(plain(element)));
        yield list;
      }
      case "NS" -> {
        ArrayNode list = JSON.arrayNode();
        value.getValue().forEach(element -> list.add(number(element.asText())));
        yield list;
      }
      default -> value.getValue();
    };
  }

  private static JsonNode number(String text) {
    BigDecimal number = new BigDecimal(text);
    return number.stripTrailingZeros().scale() <= 0 && number.precision() - number.scale() <= 18
        ? JSON.numberNode(number.longValueExact())
        : JSON.numberNode(number);
  }

  /**
   * A typed map of a handler: numbers of {@code N} may be numbers there, {@code NULL} may be null.
   *
   * @param what as errors name it
   */
  static ObjectNode typedMap(JsonNode map, String what) {
    if (!map.isObject()) {
      throw new DataSourceCall.RequestError("the DynamoDB request has no " + what);
    }
    ObjectNode typed = JSON.objectNode();
    map.properties()
        .forEach(
            entry ->
                typed.set(entry.getKey(), typed(entry.getValue(), what + "." + entry.getKey())));
    return typed;
  }

  static JsonNode typed(JsonNode value, String what) {
    if (!value.isObject() || value.size() != 1) {
      throw new DataSourceCall.RequestError(
          what + " of the DynamoDB request is no typed value: " + value);
    }
    Entry<String, JsonNode> member = value.properties().iterator().next();
    JsonNode content = member.getValue();
    ObjectNode typed = JSON.objectNode();
    switch (member.getKey()) {
      case "N" -> typed.put("N", content.asText());
      case "NULL" -> typed.put("NULL", true);
      case "M" -> typed.set("M", typedMap(content, what));
      case "L" -> {
        ArrayNode list = typed.putArray("L");
        content.forEach(element -> list.add(typed(element, what)));
      }
      case "NS" -> {
        ArrayNode list = typed.putArray("NS");
        content.forEach(element -> list.add(element.asText()));
      }
      case "S", "SS", "B", "BS", "BOOL" -> typed.set(member.getKey(), content);
      default ->
          throw new DataSourceCall.RequestError(
              what + " of the DynamoDB request has the unknown type " + member.getKey());
    }
    return typed;
  }
}
