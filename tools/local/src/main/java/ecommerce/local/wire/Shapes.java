package ecommerce.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.core.SdkPojo;

/** The SDK's model classes as JSON, and back, by their own field descriptions. */
public final class Shapes {

  private Shapes() {}

  /**
   * Reads a JSON request into a builder, strictly: a value of another type is a {@code
   * SerializationException}; unknown members are ignored, as AWS does.
   */
  public static <B extends SdkPojo> B fromJson(JsonNode json, B builder) {
    return new ShapeReader(false).read(json, builder);
  }

  /** Reads template properties into a builder: names in any case, scalars by their text. */
  public static <B extends SdkPojo> B fromTemplate(JsonNode json, B builder) {
    return new ShapeReader(true).read(json, builder);
  }

  /**
   * Writes the members that are set, under their wire names; timestamps as seconds, bytes as
   * base64.
   */
  public static ObjectNode toJson(SdkPojo shape) {
    return ShapeWriter.object(shape);
  }
}
