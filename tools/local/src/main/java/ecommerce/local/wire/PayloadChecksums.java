package ecommerce.local.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What a request says of its body's checksums ({@code Content-MD5}, {@code x-amz-checksum-…}),
 * verified.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">Checking
 *     object integrity</a>
 */
final class PayloadChecksums {

  private PayloadChecksums() {}

  /**
   * @param ofBody tells whether a checksum header is about the request's body
   * @throws Fault {@code BadDigest}, or {@code InvalidDigest} where it can be none
   */
  static void require(HttpRequest request, Predicate<String> ofBody) {
    request.headers().first("content-md5").ifPresent(digest -> requireMd5(digest, request.body()));
    for (String algorithm : BodyChecksum.ALGORITHMS) {
      String header = "x-amz-checksum-" + algorithm.toLowerCase(Locale.ROOT);
      request
          .headers()
          .first(header)
          .filter(value -> ofBody.test(header))
          .ifPresent(value -> require(algorithm, value, request.body()));
    }
  }

  private static void require(String algorithm, String given, byte[] body) {
    BodyChecksum checksum = BodyChecksum.of(algorithm).orElseThrow();
    checksum.update(body, 0, body.length);
    if (!checksum.base64().equals(given)) {
      throw new Fault(
          "BadDigest",
          400,
          "The " + algorithm + " you specified did not match the calculated checksum.");
    }
  }

  private static void requireMd5(String given, byte[] body) {
    byte[] digest;
    try {
      digest = Base64.getDecoder().decode(given);
    } catch (IllegalArgumentException e) {
      digest = new byte[0];
    }
    if (digest.length != 16) {
      throw new Fault("InvalidDigest", 400, "The Content-MD5 you specified was invalid.");
    }
    try {
      if (!MessageDigest.isEqual(digest, MessageDigest.getInstance("MD5").digest(body))) {
        throw new Fault(
            "BadDigest", 400, "The Content-MD5 you specified did not match what we received.");
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
