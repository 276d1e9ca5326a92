package ecommerce.local.template;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Logical ids that change with what they stand for: a name and the first ten digits of a SHA-1. */
final class LogicalIds {

  private static final int DIGITS = 10;

  private LogicalIds() {}

  /** The prefix alone where there is no data. */
  static String of(String prefix, String data) {
    return data.isEmpty() ? prefix : prefix + sha1(data).substring(0, DIGITS);
  }

  /** With the suffix as it is where it has nothing but letters and digits. */
  static String named(String prefix, String suffix) {
    boolean plain = !suffix.isEmpty() && suffix.codePoints().allMatch(Character::isLetterOrDigit);
    return plain ? prefix + suffix : of(prefix, suffix);
  }

  static String sha1(String data) {
    return hex("SHA-1", data.getBytes(StandardCharsets.UTF_8));
  }

  static String md5(byte[] data) {
    return hex("MD5", data);
  }

  private static String hex(String algorithm, byte[] data) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(data));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
