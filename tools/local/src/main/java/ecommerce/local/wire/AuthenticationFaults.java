package ecommerce.local.wire;

import java.util.Set;

/**
 * What a caller is told whose signature does not hold: the same thing by another code and status in
 * each protocol.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html">Common
 *     errors</a>
 */
final class AuthenticationFaults {

  private static final Set<String> BAD_REQUESTS =
      Set.of(
          "UnrecognizedClientException",
          "InvalidSignatureException",
          "IncompleteSignatureException",
          "ExpiredTokenException",
          "MissingAuthenticationTokenException");

  private AuthenticationFaults() {}

  /** As the protocol tells it; any other fault as it is. */
  static Fault in(Protocol protocol, Fault fault) {
    return switch (protocol) {
      case Protocol.AwsJson json when BAD_REQUESTS.contains(fault.code()) ->
          new Fault(fault.code(), 400, fault.getMessage(), fault.details());
      case Protocol.Query query -> inQuery(fault);
      default -> fault;
    };
  }

  private static Fault inQuery(Fault fault) {
    return switch (fault.code()) {
      case "UnrecognizedClientException" -> as("InvalidClientTokenId", 403, fault);
      case "InvalidSignatureException" -> as("SignatureDoesNotMatch", 403, fault);
      case "IncompleteSignatureException" -> as("IncompleteSignature", 400, fault);
      case "ExpiredTokenException" -> as("ExpiredToken", 403, fault);
      case "MissingAuthenticationTokenException" -> as("MissingAuthenticationToken", 403, fault);
      default -> fault;
    };
  }

  private static Fault as(String code, int status, Fault fault) {
    return new Fault(code, status, fault.getMessage(), fault.details());
  }
}
