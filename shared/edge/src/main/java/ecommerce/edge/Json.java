package ecommerce.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * JSON text to trees and back. Numbers keep their precision; anything after the first value is
 * refused.
 */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private Json() {}

  /**
   * @throws InvalidInput where the text is missing or no JSON
   */
  public static JsonNode parse(String text) {
    if (text == null || text.isBlank()) {
      throw new InvalidInput("the body is missing");
    }
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException | NumberFormatException e) {
      // Jackson lets an exponent of more than ten digits through as the second.
      throw new InvalidInput("the body is not JSON");
    }
  }

  public static JsonNode read(InputStream in) {
    try {
      return MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the event is not JSON", e);
    }
  }

  public static void write(JsonNode tree, OutputStream out) {
    try {
      MAPPER.writeValue(out, tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String write(JsonNode tree) {
    return tree.toString();
  }

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }
}
