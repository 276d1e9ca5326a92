package ecommerce.local.apigateway;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/** Identifiers in the forms that API Gateway gives them. */
final class Ids {

  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  /** Of an API, a REST deployment: ten letters and digits, a letter first. */
  static String api() {
    return random(10);
  }

  /** Of a resource, route, integration or WebSocket deployment. */
  static String part() {
    return random(7);
  }

  static String request() {
    return UUID.randomUUID().toString();
  }

  /**
   * Of a connection or message, and extended request ids: 16 characters of base64, safe in URLs.
   */
  static String token() {
    byte[] bytes = new byte[11];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  /** The same id again for the same text: resources keep theirs from deployment to deployment. */
  static String of(String text, int length) {
    long hash =
        UUID.nameUUIDFromBytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .getMostSignificantBits();
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < length; i++) {
      id.append(ALPHABET.charAt((int) Long.remainderUnsigned(hash, ALPHABET.length())));
      hash = Long.divideUnsigned(hash, ALPHABET.length());
    }
    return id.toString();
  }

  private static String random(int length) {
    StringBuilder id = new StringBuilder();
    id.append(ALPHABET.charAt(RANDOM.nextInt(26)));
    while (id.length() < length) {
      id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
