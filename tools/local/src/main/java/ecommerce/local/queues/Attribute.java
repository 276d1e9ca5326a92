package ecommerce.local.queues;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * A message attribute as it is kept.
 *
 * @param type {@code String}, {@code Number} or {@code Binary}, perhaps with a label: {@code
 *     Number.int}
 * @param value the text; base64 where it is binary
 */
record Attribute(String type, String value) {

  static Attribute text(String value) {
    return new Attribute("String", value);
  }

  boolean binary() {
    return type.equals("Binary") || type.startsWith("Binary.");
  }

  byte[] bytes() {
    return binary() ? Base64.getDecoder().decode(value) : value.getBytes(StandardCharsets.UTF_8);
  }

  MessageAttributeValue shown() {
    MessageAttributeValue.Builder shown = MessageAttributeValue.builder().dataType(type);
    return (binary()
            ? shown.binaryValue(SdkBytes.fromByteArray(bytes()))
            : shown.stringValue(value))
        .build();
  }
}
