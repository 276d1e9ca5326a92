package ecommerce.suite.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items of DynamoDB as JSON and back. */
final class Items {

  private Items() {}

  static Map<String, AttributeValue> of(JsonNode object) {
    Map<String, AttributeValue> item = new LinkedHashMap<>();
    object.properties().forEach(field -> item.put(field.getKey(), value(field.getValue())));
    return item;
  }

  private static AttributeValue value(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> AttributeValue.fromS(node.textValue());
      case NUMBER -> AttributeValue.fromN(node.asText());
      case BOOLEAN -> AttributeValue.fromBool(node.booleanValue());
      case ARRAY -> AttributeValue.fromL(node.valueStream().map(Items::value).toList());
      case OBJECT -> AttributeValue.fromM(of(node));
      default -> throw new IllegalArgumentException("no attribute can be " + node);
    };
  }

  static ObjectNode json(Map<String, AttributeValue> item) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    item.forEach((name, value) -> object.set(name, json(value)));
    return object;
  }

  private static JsonNode json(AttributeValue value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (value.type()) {
      case S -> nodes.textNode(value.s());
      case N -> number(value.n());
      case BOOL -> nodes.booleanNode(value.bool());
      case L -> {
        ArrayNode list = nodes.arrayNode();
        value.l().forEach(element -> list.add(json(element)));
        yield list;
      }
      case M -> json(value.m());
      default -> throw new IllegalArgumentException("no item of the platform has " + value);
    };
  }

  private static JsonNode number(String text) {
    BigDecimal number = new BigDecimal(text);
    boolean isWhole = number.stripTrailingZeros().scale() <= 0;
    boolean isInt = isWhole && number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
    return isInt
        ? JsonNodeFactory.instance.numberNode(number.intValueExact())
        : JsonNodeFactory.instance.numberNode(number);
  }
}
