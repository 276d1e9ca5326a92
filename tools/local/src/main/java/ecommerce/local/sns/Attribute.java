package ecommerce.local.sns;

import java.nio.charset.StandardCharsets;

/**
 * A message attribute.
 *
 * @param type {@code String}, {@code String.Array}, {@code Number} or {@code Binary}, perhaps with
 *     a label
 * @param value the text; base64 where it is binary
 */
record Attribute(String type, String value) {

  boolean binary() {
    return type.equals("Binary") || type.startsWith("Binary.");
  }

  boolean number() {
    return type.equals("Number") || type.startsWith("Number.");
  }

  int size() {
    return type.length() + value.getBytes(StandardCharsets.UTF_8).length;
  }
}
