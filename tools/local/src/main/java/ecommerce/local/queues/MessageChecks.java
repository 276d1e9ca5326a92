package ecommerce.local.queues;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** What a message may hold. */
final class MessageChecks {

  private static final int MOST_ATTRIBUTES = 10;
  private static final Pattern NAME =
      Pattern.compile("(?!(?i:aws\\.|amazon\\.))(?!\\.)(?!.*\\.\\.)[A-Za-z0-9_.-]{1,256}(?<!\\.)");
  private static final Pattern TYPE = Pattern.compile("(String|Number|Binary)(\\..+)?");

  private MessageChecks() {}

  static void requireBody(String body) {
    if (body == null || body.isEmpty()) {
      throw Refusals.missing("MessageBody");
    }
    if (!body.codePoints().allMatch(MessageChecks::allowed)) {
      throw InvalidMessageContentsException.builder()
          .message(
              "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to"
                  + " #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF")
          .statusCode(400)
          .build();
    }
  }

  private static boolean allowed(int c) {
    return c == 0x9
        || c == 0xA
        || c == 0xD
        || c >= 0x20 && c <= 0xD7FF
        || c >= 0xE000 && c <= 0xFFFD
        || c >= 0x10000;
  }

  static Map<String, Attribute> attributes(Map<String, MessageAttributeValue> given) {
    if (given.size() > MOST_ATTRIBUTES) {
      throw Refusals.invalid(
          "Number of message attributes [" + given.size() + "] exceeds the allowed maximum [10].");
    }
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    given.forEach((name, value) -> attributes.put(name, attribute(name, value)));
    return attributes;
  }

  private static Attribute attribute(String name, MessageAttributeValue value) {
    if (!NAME.matcher(name).matches()) {
      throw Refusals.invalid(
          "The message attribute name '"
              + name
              + "' is invalid. Attribute name can contain A-Z, a-z, 0-9,"
              + " underscore (_), hyphen (-), and period (.) characters.");
    }
    String type = value == null || value.dataType() == null ? "" : value.dataType();
    if (!TYPE.matcher(type).matches() || type.length() > 256) {
      throw Refusals.invalid(
          "The type of message (user) attribute '"
              + name
              + "' is invalid. You must use only the following"
              + " supported type prefixes: Binary, Number, String.");
    }
    boolean binary = type.startsWith("Binary");
    boolean other = binary ? value.stringValue() != null : value.binaryValue() != null;
    if (other || !value.stringListValues().isEmpty() || !value.binaryListValues().isEmpty()) {
      throw Refusals.invalid(
          "The message (user) attribute '"
              + name
              + "' has a value that does not fit its type '"
              + type
              + "'.");
    }
    boolean empty =
        binary
            ? value.binaryValue() == null || value.binaryValue().asByteArrayUnsafe().length == 0
            : value.stringValue() == null || value.stringValue().isEmpty();
    if (empty) {
      throw Refusals.invalid(
          "Message (user) attribute '"
              + name
              + "' must contain a non-empty value of type '"
              + type.split("\\.")[0]
              + "'.");
    }
    if (type.startsWith("Number")) {
      requireNumber(name, value.stringValue());
    }
    String kept =
        binary
            ? Base64.getEncoder().encodeToString(value.binaryValue().asByteArrayUnsafe())
            : value.stringValue();
    return new Attribute(type, kept);
  }

  private static void requireNumber(String name, String value) {
    try {
      new BigDecimal(value.strip());
    } catch (NumberFormatException e) {
      throw Refusals.invalid(
          "Can't cast the value of message (user) attribute '" + name + "' to a number.");
    }
  }

  /** Bytes, as limits count them: the body, and names, types and values of attributes. */
  static int size(String body, Map<String, Attribute> attributes) {
    int size = body.getBytes(StandardCharsets.UTF_8).length;
    for (Map.Entry<String, Attribute> attribute : attributes.entrySet()) {
      size +=
          attribute.getKey().length()
              + attribute.getValue().type().length()
              + attribute.getValue().bytes().length;
    }
    return size;
  }

  static void requireSize(int size, int most) {
    if (size > most) {
      throw Refusals.invalid(
          "One or more parameters are invalid. Reason: Message must be shorter than "
              + most
              + " bytes.");
    }
  }
}
