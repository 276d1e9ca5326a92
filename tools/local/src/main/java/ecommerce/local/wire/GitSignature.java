package ecommerce.local.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The signature that signs git in to CodeCommit, as the AWS CLI's credential helper makes it: of
 * the method {@code GIT} on a repository's path, with no query, no body and the header host alone.
 *
 * @param region of the repository
 * @param host without the port
 * @param path {@code /v1/repos/NAME}
 */
public record GitSignature(String region, String host, String path) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  /**
   * @param time {@code yyyyMMdd'T'HHmmss}
   * @return in hexadecimal
   */
  public String sign(String secret, String time) {
    String scope = time.substring(0, 8) + "/" + region + "/codecommit/aws4_request";
    String request = "GIT\n" + path + "\n\nhost:" + host + "\n\nhost\n";
    String hash = SigV4.hex(SigV4.sha256(request.getBytes(StandardCharsets.UTF_8)));
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/")) {
      key = SigV4.hmac(key, part);
    }
    return SigV4.hex(SigV4.hmac(key, String.join("\n", SigV4.ALGORITHM, time, scope, hash)));
  }

  /** The password that holds from now on: the time, and the signature. */
  public String password(String secret, Instant now) {
    String time = TIME.format(now);
    return time + "Z" + sign(secret, time);
  }
}
