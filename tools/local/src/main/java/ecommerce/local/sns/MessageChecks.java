package ecommerce.local.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** What messages may be. */
final class MessageChecks {

  static final int LARGEST = 262_144;

  private MessageChecks() {}

  static Map<String, Attribute> attributes(Map<String, MessageAttributeValue> given) {
    Map<String, Attribute> attributes = new HashMap<>();
    given.forEach((name, value) -> attributes.put(name, attribute(name, value)));
    return attributes;
  }

  private static Attribute attribute(String name, MessageAttributeValue given) {
    String type = given.dataType() == null ? "" : given.dataType();
    if (!name.matches("[A-Za-z0-9_.-]{1,256}")) {
      throw Refusals.invalid("The message attribute name '" + name + "' is invalid");
    }
    String base = type.split("\\.", 2)[0];
    String value =
        switch (base) {
          case "Binary" ->
              given.binaryValue() == null
                  ? ""
                  : Base64.getEncoder().encodeToString(given.binaryValue().asByteArray());
          case "String", "Number" -> given.stringValue() == null ? "" : given.stringValue();
          default ->
              throw Refusals.invalid(
                  "The message attribute '" + name + "' has an invalid message attribute type");
        };
    if (value.isEmpty()) {
      throw Refusals.invalid(
          "The message attribute '" + name + "' must contain non-empty message attribute value");
    }
    if (base.equals("Number") && !value.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
      throw Refusals.invalid("Could not cast message attribute '" + name + "' value to number.");
    }
    return new Attribute(type, value);
  }

  static Optional<String> subject(String subject) {
    if (subject != null
        && (subject.isEmpty()
            || subject.length() > 100
            || subject.chars().anyMatch(c -> c < ' ' || c == 127))) {
      throw Refusals.invalid("Subject");
    }
    return Optional.ofNullable(subject);
  }

  /**
   * The texts by protocol of a message with the structure {@code json}; empty for any other.
   *
   * @param structure null where none was given
   */
  static Map<String, String> variants(String message, String structure) {
    if (structure == null) {
      return Map.of();
    }
    if (!structure.equals("json")) {
      throw Refusals.invalid("MessageStructure");
    }
    ObjectNode object =
        Documents.object(message)
            .orElseThrow(
                () -> Refusals.invalid("Message Structure - JSON message body failed to parse"));
    Map<String, String> variants = new HashMap<>();
    object
        .properties()
        .forEach(
            variant -> {
              if (variant.getValue().isTextual()) {
                variants.put(variant.getKey(), variant.getValue().textValue());
              }
            });
    if (!variants.containsKey("default")) {
      throw Refusals.invalid("Message Structure - No default entry in JSON message body");
    }
    return variants;
  }

  static int size(String message, Map<String, Attribute> attributes) {
    int size = message.getBytes(StandardCharsets.UTF_8).length;
    for (Map.Entry<String, Attribute> attribute : attributes.entrySet()) {
      size += attribute.getKey().length() + attribute.getValue().size();
    }
    return size;
  }
}
