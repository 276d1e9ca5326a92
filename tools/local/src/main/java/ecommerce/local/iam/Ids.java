package ecommerce.local.iam;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** Makes ids and keys in the forms that IAM gives them. */
final class Ids {

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final RandomGenerator random = new SecureRandom();

  /** E.g. {@code AROA…} of 21 characters, {@code ASIA…} of 20. */
  String id(String prefix, int length) {
    StringBuilder id = new StringBuilder(prefix);
    while (id.length() < length) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }

  /** Base64 of so many random bytes. */
  String secret(int bytes) {
    byte[] secret = new byte[bytes];
    random.nextBytes(secret);
    return Base64.getEncoder().encodeToString(secret);
  }
}
