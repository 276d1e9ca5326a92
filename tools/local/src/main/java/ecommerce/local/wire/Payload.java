package ecommerce.local.wire;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The body of a request to S3 as its client meant it. */
final class Payload {

  private Payload() {}

  /**
   * The request with {@code aws-chunked} undone, its trailer among its headers.
   *
   * @throws Fault where the body is not the one that was signed, or not whole
   */
  static HttpRequest decoded(HttpRequest request, ChunkSignatures signatures) {
    String hash = request.headers().first("x-amz-content-sha256").orElse("UNSIGNED-PAYLOAD");
    if (hash.startsWith("STREAMING-")) {
      return unchunked(request, AwsChunked.decode(request.body(), hash, signatures));
    }
    if (!hash.equals("UNSIGNED-PAYLOAD")
        && !hash.toLowerCase(Locale.ROOT)
            .equals(HexFormat.of().formatHex(SigV4.sha256(request.body())))) {
      throw new Fault(
          "XAmzContentSHA256Mismatch",
          400,
          "The provided 'x-amz-content-sha256' header does not match what was computed.");
    }
    return request;
  }

  private static HttpRequest unchunked(HttpRequest request, AwsChunked chunked) {
    byte[] body = chunked.body();
    request
        .headers()
        .first("x-amz-decoded-content-length")
        .filter(length -> !length.equals(Integer.toString(body.length)))
        .ifPresent(
            length -> {
              throw new Fault(
                  "IncompleteBody",
                  400,
                  "You did not provide the number of bytes specified by the"
                      + " x-amz-decoded-content-length HTTP header");
            });
    Map<String, List<String>> headers = new LinkedHashMap<>(request.headers().values());
    for (String name : announced(request)) {
      String value = chunked.trailer().get(name);
      if (value == null) {
        throw new Fault(
            "MalformedTrailerError", 400, "The trailer " + name + " was announced, but not sent");
      }
      headers.put(name, List.of(value));
    }
    List<String> encodings = new ArrayList<>(tokens(request, "content-encoding"));
    encodings.removeIf("aws-chunked"::equalsIgnoreCase);
    headers.remove("content-encoding");
    if (!encodings.isEmpty()) {
      headers.put("content-encoding", List.of(String.join(",", encodings)));
    }
    headers.put("content-length", List.of(Integer.toString(body.length)));
    return new HttpRequest(
        request.method(),
        request.path(),
        request.query(),
        new Headers(headers),
        body,
        request.sourceIp());
  }

  private static List<String> announced(HttpRequest request) {
    return tokens(request, "x-amz-trailer").stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .toList();
  }

  private static List<String> tokens(HttpRequest request, String header) {
    return request.headers().all(header).stream()
        .flatMap(value -> Stream.of(value.split(",")))
        .map(String::strip)
        .filter(token -> !token.isEmpty())
        .toList();
  }
}
