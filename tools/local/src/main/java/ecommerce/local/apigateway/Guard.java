package ecommerce.local.apigateway;

import ecommerce.local.AccessDenied;
import ecommerce.local.Authorizer;
import ecommerce.local.Identity;
import ecommerce.local.Permission;
import ecommerce.local.wire.Authenticator;
import ecommerce.local.wire.Fault;
import ecommerce.local.wire.HttpRequest;

/** IAM authorisation of requests to APIs: a signature for {@code execute-api}, and a permission. */
record Guard(Authenticator authenticator, Authorizer authorizer) {

  /**
   * The caller, once it is known that it may.
   *
   * @param action e.g. {@code execute-api:Invoke}
   * @throws Refusal with what API Gateway answers otherwise
   */
  Identity require(HttpRequest request, String action, String resource) {
    Identity caller = authenticate(request);
    try {
      authorizer.require(caller, Permission.of(action, resource));
      return caller;
    } catch (AccessDenied denied) {
      throw new Refusal(ResponseType.ACCESS_DENIED, denied.getMessage());
    }
  }

  private Identity authenticate(HttpRequest request) {
    try {
      Identity caller = authenticator.authenticate(request, ExecuteApi.SERVICE);
      if (caller.accessKey().isEmpty()) {
        throw Refusal.missingToken();
      }
      return caller;
    } catch (Fault fault) {
      throw refusal(fault);
    }
  }

  /** API Gateway answers 403 to every fault of a signature. */
  private static Refusal refusal(Fault fault) {
    String code = fault.code().endsWith("Exception") ? fault.code() : fault.code() + "Exception";
    return switch (code) {
      case "MissingAuthenticationTokenException" -> Refusal.missingToken();
      case "ExpiredTokenException" -> new Refusal(ResponseType.EXPIRED_TOKEN, fault.getMessage());
      case "SignatureDoesNotMatchException", "InvalidSignatureException" ->
          new Refusal(ResponseType.INVALID_SIGNATURE, fault.getMessage());
      case "InvalidClientTokenIdException", "UnrecognizedClientException" ->
          new Refusal(
              ResponseType.ACCESS_DENIED, "UnrecognizedClientException", fault.getMessage());
      default -> new Refusal(ResponseType.DEFAULT_4XX, code, fault.getMessage());
    };
  }
}
