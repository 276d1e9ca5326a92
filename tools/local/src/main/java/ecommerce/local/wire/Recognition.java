package ecommerce.local.wire;

import java.util.List;
import java.util.Optional;

/**
 * Which service a request is for, and in which protocol: by the scope of its credential, else by
 * {@code X-Amz-Target}, else by a host that only buckets have.
 */
final class Recognition {

  private Recognition() {}

  private static Optional<String> scope(HttpRequest request) {
    return request.query().contains("AWSAccessKeyId=")
        ? Optional.of("s3")
        : SignatureClaim.of(request).map(SignatureClaim::service);
  }

  /**
   * @throws Fault where none of them is meant, or the request does not say whom it means
   */
  static Protocol of(HttpRequest request, List<Protocol> offered) {
    Optional<String> target = request.headers().first("x-amz-target");
    Optional<String> scope = scope(request);
    List<Protocol> candidates =
        offered.stream()
            .filter(protocol -> scope.isEmpty() || protocol.signingName().equals(scope.get()))
            .toList();
    if (candidates.isEmpty()) {
      throw new Fault(
          "UnknownService",
          400,
          "Service " + scope.orElse("") + " is not offered by this environment");
    }
    for (Protocol protocol : candidates) {
      if (fits(request, protocol, target, scope)) {
        return protocol;
      }
    }
    if (scope.isEmpty() && target.isEmpty()) {
      throw new Fault("MissingAuthenticationToken", 403, "Request is missing Authentication Token");
    }
    throw new Fault(
        "UnknownOperationException",
        400,
        "No operation of "
            + scope.orElse("any service")
            + " is known for "
            + target.orElse(request.method() + " " + request.path()));
  }

  private static boolean fits(
      HttpRequest request, Protocol protocol, Optional<String> target, Optional<String> scope) {
    String prefix = target.map(t -> t.substring(0, Math.max(0, t.lastIndexOf('.')))).orElse("");
    return switch (protocol) {
      case Protocol.AwsJson json -> target.isPresent() && json.targetPrefix().equals(prefix);
      case Protocol.Query query ->
          target.isEmpty()
              && scope.isPresent()
              && request.method().equals("POST")
              && !RpcCborCodec.speaks(request);
      case Protocol.RpcCbor cbor -> RpcCborCodec.speaks(request);
      case Protocol.RestJson rest -> target.isEmpty() && scope.isPresent();
      case Protocol.RestXml xml ->
          scope.isPresent() || target.isEmpty() && XmlRequest.isHostOfBuckets(request);
    };
  }
}
