package ecommerce.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * DynamoDB's typed attribute values as plain JSON, and back: strings, numbers, booleans, nulls,
 * maps, lists; sets become lists. Binary values are refused: no table of the platform has any.
 */
public final class DynamoJson {

  private DynamoJson() {}

  /** An item as the SDK gives it. */
  public static ObjectNode fromItem(Map<String, AttributeValue> item) {
    ObjectNode object = Json.object();
    item.forEach((name, value) -> object.set(name, fromValue(value)));
    return object;
  }

  /** An item to give to the SDK. Fields that are {@code null} are left out. */
  public static Map<String, AttributeValue> toItem(JsonNode object) {
    Map<String, AttributeValue> item = new LinkedHashMap<>();
    object.properties().stream()
        .filter(field -> !field.getValue().isNull())
        .forEach(field -> item.put(field.getKey(), toValue(field.getValue())));
    return item;
  }

  /** An item as a stream record carries it ({@code {"orderId": {"S": "1"}}}). */
  public static ObjectNode fromImage(JsonNode image) {
    ObjectNode object = Json.object();
    image.properties().forEach(field -> object.set(field.getKey(), fromTyped(field.getValue())));
    return object;
  }

  public static AttributeValue toValue(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> AttributeValue.fromS(value.textValue());
      case NUMBER -> AttributeValue.fromN(value.decimalValue().toPlainString());
      case BOOLEAN -> AttributeValue.fromBool(value.booleanValue());
      case NULL -> AttributeValue.fromNul(true);
      case ARRAY -> AttributeValue.fromL(value.valueStream().map(DynamoJson::toValue).toList());
      case OBJECT -> AttributeValue.fromM(toItem(value));
      default ->
          throw new IllegalArgumentException("no attribute value for " + value.getNodeType());
    };
  }

  private static JsonNode fromValue(AttributeValue value) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (value.type()) {
      case S -> json.textNode(value.s());
      case N -> number(value.n());
      case BOOL -> json.booleanNode(value.bool());
      case NUL -> json.nullNode();
      case M -> fromItem(value.m());
      case L -> list(value.l().stream().map(DynamoJson::fromValue).toList());
      case SS -> list(value.ss().stream().map(json::textNode).toList());
      case NS -> list(value.ns().stream().map(DynamoJson::number).toList());
      case B, BS, UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException(
              "attribute type " + value.type() + " is not supported");
    };
  }

  private static JsonNode fromTyped(JsonNode typed) {
    Entry<String, JsonNode> only = typed.properties().iterator().next();
    JsonNode value = only.getValue();
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (only.getKey()) {
      case "S", "BOOL" -> value;
      case "N" -> number(value.textValue());
      case "NULL" -> json.nullNode();
      case "M" -> fromImage(value);
      case "L" -> list(value.valueStream().map(DynamoJson::fromTyped).toList());
      case "SS" -> list(value.valueStream().toList());
      case "NS" -> list(value.valueStream().map(element -> number(element.textValue())).toList());
      default ->
          throw new IllegalArgumentException(
              "attribute type " + only.getKey() + " is not supported");
    };
  }

  private static JsonNode number(String text) {
    BigDecimal decimal = new BigDecimal(text);
    boolean whole =
        decimal.stripTrailingZeros().scale() <= 0 && decimal.precision() - decimal.scale() <= 18;
    return whole ? LongNode.valueOf(decimal.longValueExact()) : DecimalNode.valueOf(decimal);
  }

  private static ArrayNode list(List<? extends JsonNode> values) {
    return Json.array().addAll(values);
  }
}
