package ecommerce.local.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a request says of its own signature: in the Authorization header, or in the query.
 *
 * @param timestamp {@code yyyyMMdd'T'HHmmss'Z'}
 * @param payloadHash given where the hash in the canonical request is not that of the body
 */
record SignatureClaim(
    String accessKeyId,
    String date,
    String region,
    String service,
    List<String> signedHeaders,
    String signature,
    String timestamp,
    Optional<Long> expiresInSeconds,
    Optional<String> sessionToken,
    Optional<String> payloadHash) {

  String scope() {
    return date + "/" + region + "/" + service + "/aws4_request";
  }

  /**
   * @return empty where the request carries no signature of this kind
   * @throws Fault where it carries half of one
   */
  static Optional<SignatureClaim> of(HttpRequest request) {
    Optional<String> authorization =
        request.headers().first("authorization").filter(a -> a.startsWith("AWS4-"));
    if (authorization.isPresent()) {
      return Optional.of(fromHeader(request, authorization.get()));
    }
    return request.query().contains("X-Amz-Signature=")
        ? Optional.of(fromQuery(request))
        : Optional.empty();
  }

  private static SignatureClaim fromHeader(HttpRequest request, String authorization) {
    if (!authorization.startsWith(SigV4.ALGORITHM + " ")) {
      throw incomplete("Authorization header requires the algorithm " + SigV4.ALGORITHM);
    }
    Map<String, String> parts =
        Stream.of(authorization.substring(SigV4.ALGORITHM.length()).split(","))
            .map(part -> part.strip().split("=", 2))
            .filter(part -> part.length == 2)
            .collect(Collectors.toMap(part -> part[0], part -> part[1], (first, second) -> first));
    String timestamp =
        request
            .headers()
            .first("x-amz-date")
            .orElseThrow(
                () ->
                    incomplete(
                        "Authorization header requires existence of either a 'X-Amz-Date' or a"
                            + " 'Date' header"));
    return of(
        parts,
        timestamp,
        Optional.empty(),
        request.headers().first("x-amz-security-token"),
        payloadHash(request, authorization.contains("/s3/aws4_request")));
  }

  /** S3 takes the header's word, and holds the body to it afterwards. */
  private static Optional<String> payloadHash(HttpRequest request, boolean s3) {
    return request
        .headers()
        .first("x-amz-content-sha256")
        .filter(hash -> s3 || hash.equals("UNSIGNED-PAYLOAD"));
  }

  private static SignatureClaim fromQuery(HttpRequest request) {
    Map<String, String> query = new HashMap<>();
    SigV4.parameters(request.query())
        .forEach(parameter -> query.putIfAbsent(parameter.getKey(), parameter.getValue()));
    Map<String, String> parts = new HashMap<>();
    query.forEach((name, value) -> parts.put(name.replace("X-Amz-", ""), value));
    return of(
        parts,
        query.getOrDefault("X-Amz-Date", ""),
        Optional.ofNullable(query.get("X-Amz-Expires"))
            .filter(e -> e.matches("\\d{1,7}"))
            .map(Long::valueOf),
        Optional.ofNullable(query.get("X-Amz-Security-Token")),
        query.getOrDefault("X-Amz-Credential", "").contains("/s3/")
            ? Optional.of(query.getOrDefault("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD"))
            : Optional.empty());
  }

  private static SignatureClaim of(
      Map<String, String> parts,
      String timestamp,
      Optional<Long> expires,
      Optional<String> token,
      Optional<String> payloadHash) {
    for (String name : List.of("Credential", "SignedHeaders", "Signature")) {
      if (!parts.containsKey(name)) {
        throw incomplete("Authorization header requires '" + name + "' parameter");
      }
    }
    String[] scope = parts.get("Credential").split("/");
    if (scope.length != 5 || !scope[4].equals("aws4_request")) {
      throw incomplete(
          "Credential must have exactly 5 slash-delimited elements, e.g."
              + " keyid/date/region/service/term");
    }
    if (!timestamp.matches("\\d{8}T\\d{6}Z") || !timestamp.startsWith(scope[1])) {
      throw new Fault(
          "InvalidSignatureException",
          403,
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date");
    }
    List<String> headers = List.of(parts.get("SignedHeaders").toLowerCase(Locale.ROOT).split(";"));
    return new SignatureClaim(
        scope[0],
        scope[1],
        scope[2],
        scope[3],
        headers,
        parts.get("Signature"),
        timestamp,
        expires,
        token,
        payloadHash);
  }

  private static Fault incomplete(String message) {
    return new Fault("IncompleteSignatureException", 403, message + ".");
  }
}
