package ecommerce.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * Errors as S3 tells them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error
 *     responses</a>
 */
final class XmlErrors {

  private XmlErrors() {}

  /** Without a body where the answer may have none: to {@code HEAD}, and where nothing changed. */
  static HttpResponse response(HttpRequest request, Fault fault, String requestId) {
    Fault own = own(fault);
    Headers headers =
        Headers.of(
            "Content-Type",
            "application/xml",
            "x-amz-request-id",
            requestId,
            "x-amz-id-2",
            requestId);
    JsonNode told = own.details().path("Headers");
    told.properties()
        .forEach(
            header ->
                headers
                    .values()
                    .put(header.getKey(), java.util.List.of(header.getValue().asText())));
    ObjectNode details = own.details();
    details.remove("Headers");
    boolean silent = request.method().equals("HEAD") || own.status() == 304;
    String body = silent ? "" : QueryXml.error(own, request.path(), requestId);
    return new HttpResponse(own.status(), headers, body.getBytes(StandardCharsets.UTF_8));
  }

  /** The wire's own errors by S3's codes and words. */
  private static Fault own(Fault fault) {
    return switch (fault.code()) {
      case "AccessDeniedException" -> as(fault, "AccessDenied", 403, fault.getMessage());
      case "MissingAuthenticationTokenException", "MissingAuthenticationToken" ->
          as(fault, "AccessDenied", 403, "Access Denied");
      case "InvalidSignatureException" -> signature(fault);
      case "UnrecognizedClientException" ->
          as(
              fault,
              "InvalidAccessKeyId",
              403,
              "The AWS Access Key Id you provided does not exist in our records.");
      case "ExpiredTokenException" ->
          as(fault, "ExpiredToken", 400, "The provided token has expired.");
      case "IncompleteSignatureException" ->
          as(fault, "AuthorizationHeaderMalformed", 400, fault.getMessage());
      case "SerializationException", "ValidationException" -> XmlBody.malformed();
      case "InternalFailure" ->
          as(fault, "InternalError", 500, "We encountered an internal error. Please try again.");
      default -> fault;
    };
  }

  private static Fault signature(Fault fault) {
    String message = fault.getMessage();
    if (message.startsWith("Signature expired") || message.startsWith("Signature not yet")) {
      return as(
          fault,
          "RequestTimeTooSkewed",
          403,
          "The difference between the request time and the current time is too large.");
    }
    return message.startsWith("The request signature")
        ? as(
            fault,
            "SignatureDoesNotMatch",
            403,
            "The request signature we calculated does not match the signature you provided. Check"
                + " your key and signing method.")
        : as(fault, "AuthorizationHeaderMalformed", 400, message);
  }

  private static Fault as(Fault fault, String code, int status, String message) {
    return new Fault(code, status, message, fault.details());
  }
}
