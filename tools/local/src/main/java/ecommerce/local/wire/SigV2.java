package ecommerce.local.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature Version 2 in the query, which clients of S3 still presign with ({@code aws s3 presign},
 * boto3 where nothing else is configured). Other signatures of this version are refused.
 *
 * @param expires seconds since 1970
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html">Signing
 *     and authenticating REST requests</a>
 */
record SigV2(String accessKeyId, String signature, String expires, Optional<String> token) {

  /** The parts of a query that are signed. */
  private static final Set<String> SIGNED =
      Set.of(
          "acl",
          "delete",
          "lifecycle",
          "location",
          "notification",
          "partNumber",
          "policy",
          "response-cache-control",
          "response-content-disposition",
          "response-content-encoding",
          "response-content-language",
          "response-content-type",
          "response-expires",
          "tagging",
          "uploadId",
          "uploads",
          "versionId",
          "versioning",
          "versions");

  /** Empty where the query carries none. */
  static Optional<SigV2> of(HttpRequest request) {
    if (!request.query().contains("AWSAccessKeyId=")) {
      return Optional.empty();
    }
    Map<String, String> query =
        SigV4.parameters(request.query()).stream()
            .collect(Collectors.toMap(Entry::getKey, Entry::getValue, (first, second) -> first));
    for (String name : List.of("AWSAccessKeyId", "Signature", "Expires")) {
      if (!query.containsKey(name)) {
        throw new Fault(
            "AccessDenied",
            403,
            "Query-string authentication requires the Signature, Expires and AWSAccessKeyId"
                + " parameters");
      }
    }
    return Optional.of(
        new SigV2(
            query.get("AWSAccessKeyId"),
            query.get("Signature"),
            query.get("Expires"),
            Optional.ofNullable(query.get("x-amz-security-token"))));
  }

  /** The signature that a holder of the secret would have given. */
  String expected(HttpRequest request, String secret) {
    String toSign =
        String.join(
            "\n",
            request.method(),
            request.headers().first("content-md5").orElse(""),
            request.headers().first("content-type").orElse(""),
            expires,
            amazonHeaders(request) + resource(request));
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(toSign.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String amazonHeaders(HttpRequest request) {
    Map<String, String> headers = new TreeMap<>();
    request
        .headers()
        .values()
        .forEach(
            (name, values) -> {
              if (name.toLowerCase(Locale.ROOT).startsWith("x-amz-")) {
                headers.put(name, String.join(",", values));
              }
            });
    token.ifPresent(value -> headers.put("x-amz-security-token", value));
    return headers.entrySet().stream()
        .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
        .collect(Collectors.joining());
  }

  private static String resource(HttpRequest request) {
    XmlRequest parts = XmlRequest.of(request);
    String bucket =
        parts.isHosted() ? "/" + parts.bucket().orElseThrow() + request.path() : request.path();
    String query =
        parts.query().stream()
            .filter(parameter -> SIGNED.contains(parameter.getKey()))
            .sorted(Entry.comparingByKey())
            .map(
                parameter ->
                    parameter.getValue().isEmpty()
                        ? parameter.getKey()
                        : parameter.getKey() + "=" + parameter.getValue())
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? bucket : bucket + "?" + query;
  }
}
