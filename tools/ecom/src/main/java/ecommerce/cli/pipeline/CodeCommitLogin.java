package ecommerce.cli.pipeline;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * User and password with which git signs in to CodeCommit: the access key, and a signature of the
 * method {@code GIT} on the repository's path, as AWS's own credential helper makes them. Holds for
 * 15 minutes.
 */
record CodeCommitLogin(String user, String password) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  /**
   * @param host without a port
   * @param path {@code /v1/repos/NAME}
   */
  static CodeCommitLogin of(
      AwsCredentials credentials, String region, String host, String path, Instant now) {
    String time = TIME.format(now);
    String scope = time.substring(0, 8) + "/" + region + "/codecommit/aws4_request";
    String request = "GIT\n" + path + "\n\nhost:" + host + "\n\nhost\n";
    String toSign =
        String.join(
            "\n", "AWS4-HMAC-SHA256", time, scope, HexFormat.of().formatHex(sha256(request)));
    byte[] key = bytes("AWS4" + credentials.secretAccessKey());
    for (String part : scope.split("/")) {
      key = hmac(key, part);
    }
    String user =
        credentials instanceof AwsSessionCredentials session
            ? session.accessKeyId() + "%" + session.sessionToken()
            : credentials.accessKeyId();
    return new CodeCommitLogin(user, time + "Z" + HexFormat.of().formatHex(hmac(key, toSign)));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
