package ecommerce.local.cognito;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Base64;

/** Ids, codes and secrets in the forms that Cognito gives them. */
final class Random {

  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final String MIXED = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + LOWER;

  private final SecureRandom random = new SecureRandom();

  /** E.g. {@code eu-west-1_AbC123xyz}. */
  String poolId(String region) {
    return region + "_" + text(MIXED, 9);
  }

  String clientId() {
    return text(LOWER, 26);
  }

  String clientSecret() {
    return text(LOWER, 52);
  }

  /** Six digits. */
  String code() {
    return String.format("%06d", random.nextInt(1_000_000));
  }

  /** A password that satisfies any policy. */
  String temporaryPassword(int length) {
    return "aA1!" + text(MIXED, Math.max(8, length - 4));
  }

  /** An opaque token of so many random bytes, URL-safe. */
  String token(int bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(bytes));
  }

  byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  BigInteger number(int bits) {
    return new BigInteger(bits, random);
  }

  private String text(String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
