package ecommerce.local.queues;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import ecommerce.local.PolicyOutline;
import java.util.Optional;

/** The JSON documents that some attributes are. */
final class Documents {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Documents() {}

  /** Empty where the text is no JSON object. */
  static Optional<JsonNode> object(String text) {
    try {
      return Optional.of(MAPPER.readTree(text)).filter(JsonNode::isObject);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** A document that was checked before it was kept. */
  static JsonNode known(String text) {
    return object(text).orElseThrow(() -> new IllegalStateException("not a JSON object: " + text));
  }

  /**
   * A resource policy by its outline; who decides by it reads the rest.
   *
   * @throws software.amazon.awssdk.services.sqs.model.InvalidAttributeValueException where it
   *     cannot be one
   */
  static void requirePolicy(String text) {
    JsonNode policy = object(text).orElseThrow(() -> Refusals.attributeValue("Policy"));
    if (PolicyOutline.problem(policy).isPresent()) {
      throw Refusals.attributeValue("Policy");
    }
  }
}
