package ecommerce.suite.clients;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * Signature Version 4 as small clients do it: {@code host} and {@code x-amz-date} are signed and
 * nothing else, and the parts of {@code Authorization} follow a comma without a blank. For URLs
 * without a query and long-lived keys.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 *     a signed AWS API request</a>
 */
final class HostAndDateSigning implements Signing {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final AwsCredentialsProvider credentials;
  private final Region region;

  HostAndDateSigning(AwsCredentialsProvider credentials, Region region) {
    this.credentials = credentials;
    this.region = region;
  }

  @Override
  public Map<String, String> headers(String method, URI uri, Optional<String> body) {
    AwsCredentials keys = credentials.resolveCredentials();
    String date = DATE.format(Instant.now());
    String scope = date.substring(0, 8) + "/" + region.id() + "/execute-api/aws4_request";
    String request =
        String.join(
            "\n",
            method,
            canonicalPath(uri),
            "",
            "host:" + uri.getAuthority(),
            "x-amz-date:" + date,
            "",
            "host;x-amz-date",
            sha256(body.orElse("")));
    String toSign = String.join("\n", "AWS4-HMAC-SHA256", date, scope, sha256(request));
    byte[] key = ("AWS4" + keys.secretAccessKey()).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/")) {
      key = hmac(key, part);
    }
    String signature = HexFormat.of().formatHex(hmac(key, toSign));
    String authorization =
        "AWS4-HMAC-SHA256 Credential=%s/%s,SignedHeaders=host;x-amz-date,Signature=%s"
            .formatted(keys.accessKeyId(), scope, signature);
    return Map.of("Authorization", authorization, "X-Amz-Date", date);
  }

  /** Each segment of the raw path, encoded once more. */
  private static String canonicalPath(URI uri) {
    return Arrays.stream(uri.getRawPath().split("/", -1))
        .map(
            segment ->
                URLEncoder.encode(segment, StandardCharsets.UTF_8)
                    .replace("+", "%20")
                    .replace("%7E", "~"))
        .collect(Collectors.joining("/"));
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
