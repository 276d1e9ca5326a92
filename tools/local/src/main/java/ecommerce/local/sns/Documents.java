package ecommerce.local.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The JSON documents that some attributes and messages are. */
final class Documents {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Documents() {}

  /** Empty where the text is no JSON object. */
  static Optional<ObjectNode> object(String text) {
    try {
      return MAPPER.readTree(text) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /**
   * @throws ecommerce.local.wire.Fault naming the attribute, where the text is no JSON object
   */
  static ObjectNode of(String attribute, String text) {
    return object(text)
        .orElseThrow(() -> Refusals.invalid(attribute + " Reason: it is not a JSON object"));
  }

  /** A document that was checked before it was kept. */
  static JsonNode known(String text) {
    return object(text).orElseThrow(() -> new IllegalStateException("not a JSON object: " + text));
  }

  /**
   * @throws JsonProcessingException where the text is no JSON list
   */
  static ArrayNode list(String text) throws JsonProcessingException {
    return MAPPER.readerFor(ArrayNode.class).readValue(text);
  }

  static String pretty(JsonNode node) {
    return node.toPrettyString();
  }
}
