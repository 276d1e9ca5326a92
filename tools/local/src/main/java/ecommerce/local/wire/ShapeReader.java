package ecommerce.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * Reads JSON into SDK builders by {@link SdkPojo#sdkFields()}; strictly from the wire, leniently
 * from templates.
 */
final class ShapeReader {

  private final boolean lenient;

  ShapeReader(boolean lenient) {
    this.lenient = lenient;
  }

  <B extends SdkPojo> B read(JsonNode json, B builder) {
    if (!json.isObject()) {
      throw serialization("an object");
    }
    Map<String, JsonNode> values = new LinkedHashMap<>();
    json.properties().forEach(entry -> values.put(key(entry.getKey()), entry.getValue()));
    for (SdkField<?> field : builder.sdkFields()) {
      JsonNode value = values.get(key(lenient ? field.memberName() : field.locationName()));
      if (value != null && !value.isNull()) {
        field.set(builder, value(field, value));
      }
    }
    return builder;
  }

  private String key(String name) {
    return lenient ? name.toLowerCase(Locale.ROOT) : name;
  }

  /** One value as the type of its field. */
  Object value(SdkField<?> field, JsonNode json) {
    MarshallingKnownType type = field.marshallingType().getKnownType();
    return switch (type) {
      case STRING -> text(json);
      case INTEGER -> whole(json, BigDecimal::intValueExact);
      case LONG -> whole(json, BigDecimal::longValueExact);
      case SHORT -> whole(json, BigDecimal::shortValueExact);
      case FLOAT -> number(json).floatValue();
      case DOUBLE -> number(json).doubleValue();
      case BIG_DECIMAL -> number(json);
      case BOOLEAN -> flag(json);
      case INSTANT -> Text.instant(json.asText());
      case SDK_BYTES -> SdkBytes.fromByteArray(bytes(json));
      case SDK_POJO -> pojo(field, json);
      case LIST -> list(field.getTrait(ListTrait.class).memberFieldInfo(), json);
      case MAP -> map(field.getTrait(MapTrait.class).valueFieldInfo(), json);
      default -> throw serialization("a value of type " + type);
    };
  }

  private Object pojo(SdkField<?> field, JsonNode json) {
    SdkPojo nested = read(json, field.constructor().get());
    return ((SdkBuilder<?, ?>) nested).build();
  }

  private String text(JsonNode json) {
    if (json.isTextual() || lenient && json.isValueNode()) {
      return json.asText();
    }
    if (lenient) {
      return json.toString();
    }
    throw serialization("a string");
  }

  private BigDecimal number(JsonNode json) {
    try {
      if (json.isNumber()) {
        return json.decimalValue();
      }
      if (lenient && json.isTextual()) {
        return new BigDecimal(json.asText().trim());
      }
    } catch (NumberFormatException e) {
      // Falls through: it is no number.
    }
    throw serialization("a number");
  }

  private <N> N whole(JsonNode json, Function<BigDecimal, N> exact) {
    try {
      return exact.apply(number(json));
    } catch (ArithmeticException e) {
      throw serialization("a whole number within its range");
    }
  }

  private boolean flag(JsonNode json) {
    if (json.isBoolean()) {
      return json.booleanValue();
    }
    if (lenient && (json.asText().equals("true") || json.asText().equals("false"))) {
      return json.asText().equals("true");
    }
    throw serialization("a boolean");
  }

  private byte[] bytes(JsonNode json) {
    try {
      return Base64.getDecoder().decode(text(json));
    } catch (IllegalArgumentException e) {
      throw serialization("base64");
    }
  }

  private List<Object> list(SdkField<?> member, JsonNode json) {
    if (!json.isArray()) {
      throw serialization("a list");
    }
    List<Object> values = new ArrayList<>();
    json.forEach(element -> values.add(element.isNull() ? null : value(member, element)));
    return values;
  }

  private Map<String, Object> map(SdkField<?> member, JsonNode json) {
    if (!json.isObject()) {
      throw serialization("a map");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    json.properties()
        .forEach(
            e ->
                values.put(e.getKey(), e.getValue().isNull() ? null : value(member, e.getValue())));
    return values;
  }

  private static Fault serialization(String expected) {
    return new Fault(
        "SerializationException",
        400,
        "The request does not have the expected form: " + expected + " was expected");
  }
}
