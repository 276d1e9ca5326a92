package ecommerce.local.appsync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON trees from text and from plain Java values, and back. */
final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private Json() {}

  /**
   * @throws IllegalArgumentException where it is no JSON
   */
  static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** A tree of maps, lists and scalars. */
  static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** A tree as maps, lists and scalars; null for null. */
  static Object plain(JsonNode tree) {
    return MAPPER.convertValue(tree, Object.class);
  }
}
