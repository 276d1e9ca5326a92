package ecommerce.local.appsync;

import ecommerce.local.Account;
import ecommerce.local.Identity;
import ecommerce.local.Tokens;
import ecommerce.local.wire.Authenticator;
import ecommerce.local.wire.Fault;
import ecommerce.local.wire.HttpRequest;
import java.util.Map;
import java.util.Optional;

/** Proves who asks an API: by a signature, a token of a user pool, or an API key. */
record Authentication(
    Authenticator signatures, Tokens tokens, KeyOperations keys, Account account) {

  /** A request that no one can be held to. */
  static final class Unauthorized extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unauthorized(String message) {
      super(message, null, false, false);
    }
  }

  private static final String NOT_ALLOWED = "You are not authorized to make this call.";

  /**
   * @throws Unauthorized in AppSync's words
   */
  Caller of(HttpRequest request, String apiId, ServedApi api) {
    Optional<String> authorization = request.headers().first("authorization");
    Optional<String> key = request.headers().first("x-api-key");
    if (authorization.isPresent() && authorization.get().startsWith("AWS4-HMAC-SHA256")) {
      return signer(request, api);
    }
    if (authorization.isPresent() && api.takes("AMAZON_COGNITO_USER_POOLS")) {
      return user(authorization.get(), api);
    }
    if (key.isPresent()) {
      if (!api.takes("API_KEY") || !keys.valid(apiId, key.get())) {
        throw new Unauthorized(NOT_ALLOWED);
      }
      return new Caller.KeyHolder();
    }
    throw new Unauthorized(
        authorization.isPresent() ? NOT_ALLOWED : "Valid authorization header not provided.");
  }

  private Caller signer(HttpRequest request, ServedApi api) {
    if (!api.takes("AWS_IAM")) {
      throw new Unauthorized(NOT_ALLOWED);
    }
    try {
      Identity principal = signatures.authenticate(request, "appsync");
      return new Caller.Signer(principal, account.id());
    } catch (Fault e) {
      throw new Unauthorized(e.getMessage());
    }
  }

  private Caller user(String authorization, ServedApi api) {
    String token = authorization.replaceFirst("^[Bb]earer ", "").trim();
    Map<String, Object> claims =
        api.userPools()
            .flatMap(pool -> tokens.verify(pool, token).stream())
            .findFirst()
            .orElseThrow(() -> new Unauthorized(NOT_ALLOWED));
    return new Caller.User(claims);
  }
}
