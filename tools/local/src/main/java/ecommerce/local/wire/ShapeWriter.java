package ecommerce.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Writes SDK model objects as JSON by {@link SdkPojo#sdkFields()}. */
final class ShapeWriter {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ShapeWriter() {}

  static ObjectNode object(SdkPojo shape) {
    ObjectNode object = JSON.objectNode();
    for (SdkField<?> field : shape.sdkFields()) {
      Object value = field.getValueOrDefault(shape);
      if (isSet(value)) {
        object.set(field.locationName(), node(field, value));
      }
    }
    return object;
  }

  static boolean isSet(Object value) {
    return value != null
        && !(value instanceof SdkAutoConstructList)
        && !(value instanceof SdkAutoConstructMap);
  }

  static JsonNode node(SdkField<?> field, Object value) {
    return switch (value) {
      case String text -> JSON.textNode(text);
      case Integer number -> JSON.numberNode(number);
      case Long number -> JSON.numberNode(number);
      case Short number -> JSON.numberNode(number);
      case Float number -> JSON.numberNode(number);
      case Double number -> JSON.numberNode(number);
      case BigDecimal number -> JSON.numberNode(number);
      case Boolean flag -> JSON.booleanNode(flag);
      case Instant instant -> timestamp(field, instant);
      case SdkBytes bytes ->
          JSON.textNode(Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
      case SdkPojo nested -> object(nested);
      case List<?> list -> list(field.getTrait(ListTrait.class).memberFieldInfo(), list);
      case Map<?, ?> map -> map(field.getTrait(MapTrait.class).valueFieldInfo(), map);
      default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
    };
  }

  private static JsonNode timestamp(SdkField<?> field, Instant instant) {
    TimestampFormatTrait trait = field.getTrait(TimestampFormatTrait.class);
    TimestampFormatTrait.Format format =
        trait == null ? TimestampFormatTrait.Format.UNIX_TIMESTAMP : trait.format();
    return switch (format) {
      case ISO_8601 -> JSON.textNode(DateTimeFormatter.ISO_INSTANT.format(instant));
      case RFC_822 -> JSON.textNode(Text.rfc822(instant));
      case UNIX_TIMESTAMP_MILLIS -> JSON.numberNode(instant.toEpochMilli());
      default -> JSON.numberNode(seconds(instant));
    };
  }

  /** Never in scientific notation, which not every client reads. */
  private static BigDecimal seconds(Instant instant) {
    return new BigDecimal(
        BigDecimal.valueOf(instant.toEpochMilli(), 3).stripTrailingZeros().toPlainString());
  }

  private static ArrayNode list(SdkField<?> member, List<?> values) {
    ArrayNode array = JSON.arrayNode();
    values.forEach(value -> array.add(value == null ? JSON.nullNode() : node(member, value)));
    return array;
  }

  private static ObjectNode map(SdkField<?> member, Map<?, ?> values) {
    ObjectNode object = JSON.objectNode();
    values.forEach(
        (key, value) ->
            object.set(key.toString(), value == null ? JSON.nullNode() : node(member, value)));
    return object;
  }
}
