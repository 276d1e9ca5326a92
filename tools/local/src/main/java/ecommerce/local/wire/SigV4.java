package ecommerce.local.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map.Entry;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature Version 4: what a request's signature must be, from the request as it came in.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 *     a signed AWS API request</a>
 */
final class SigV4 {

  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private SigV4() {}

  /** The signature, in hexadecimal, that a holder of the secret would have given. */
  static String signature(HttpRequest request, SignatureClaim claim, String secret) {
    String canonical = canonicalRequest(request, claim);
    String toSign =
        String.join(
            "\n",
            ALGORITHM,
            claim.timestamp(),
            claim.scope(),
            hex(sha256(canonical.getBytes(StandardCharsets.UTF_8))));
    return hex(hmac(key(claim, secret), toSign));
  }

  /** The signing key of a claim's scope. */
  static byte[] key(SignatureClaim claim, String secret) {
    byte[] key = hmac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), claim.date());
    for (String part : List.of(claim.region(), claim.service(), "aws4_request")) {
      key = hmac(key, part);
    }
    return key;
  }

  static String canonicalRequest(HttpRequest request, SignatureClaim claim) {
    String headers =
        claim.signedHeaders().stream()
            .map(name -> name + ":" + headerValue(request, name) + "\n")
            .collect(Collectors.joining());
    return String.join(
        "\n",
        request.method(),
        canonicalPath(request.path(), claim.service()),
        canonicalQuery(request.query()),
        headers,
        String.join(";", claim.signedHeaders()),
        claim.payloadHash().orElseGet(() -> hex(sha256(request.body()))));
  }

  private static String headerValue(HttpRequest request, String name) {
    return request.headers().all(name).stream()
        .map(value -> value.strip().replaceAll(" +", " "))
        .collect(Collectors.joining(","));
  }

  /** Every service but S3 signs the path without dot segments and encoded once more. */
  private static String canonicalPath(String raw, String service) {
    return service.equals("s3") ? raw : encode(normalised(raw), true);
  }

  private static String normalised(String path) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : path.split("/")) {
      switch (segment) {
        case "", "." -> {}
        case ".." -> segments.pollLast();
        default -> segments.addLast(segment);
      }
    }
    String joined = "/" + String.join("/", segments);
    return path.endsWith("/") && !segments.isEmpty() ? joined + "/" : joined;
  }

  private static String canonicalQuery(String query) {
    return parameters(query.replace("+", "%2B")).stream()
        .filter(parameter -> !parameter.getKey().equals("X-Amz-Signature"))
        .map(
            parameter ->
                java.util.Map.entry(
                    encode(parameter.getKey(), false), encode(parameter.getValue(), false)))
        .sorted(
            Entry.<String, String>comparingByKey()
                .thenComparing(Entry.comparingByValue(Comparator.naturalOrder())))
        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
        .collect(Collectors.joining("&"));
  }

  /** The parameters of a raw query, decoded, in order. */
  static List<Entry<String, String>> parameters(String query) {
    List<Entry<String, String>> parameters = new ArrayList<>();
    for (String part : query.split("&")) {
      if (!part.isEmpty()) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? part : part.substring(0, equals);
        String value = equals < 0 ? "" : part.substring(equals + 1);
        parameters.add(java.util.Map.entry(decode(name), decode(value)));
      }
    }
    return parameters;
  }

  static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Fault("InvalidRequest", 400, "the URL has a malformed percent-encoding");
    }
  }

  private static String encode(String text, boolean keepSlash) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean unreserved =
          c >= 'A' && c <= 'Z'
              || c >= 'a' && c <= 'z'
              || c >= '0' && c <= '9'
              || "-_.~".indexOf(c) >= 0;
      if (unreserved || keepSlash && c == '/') {
        encoded.append(c);
      } else {
        encoded.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
        encoded.append(Character.toUpperCase(Character.forDigit(c & 0xf, 16)));
      }
    }
    return encoded.toString();
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
