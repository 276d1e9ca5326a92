package ecommerce.local.apigateway;

/** A request that API Gateway answers by itself. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ResponseType type;
  private final String errorType;

  Refusal(ResponseType type, String message) {
    this(type, type.errorType(), message);
  }

  /**
   * @param errorType of the header {@code x-amzn-ErrorType}
   */
  Refusal(ResponseType type, String errorType, String message) {
    super(message, null, false, false);
    this.type = type;
    this.errorType = errorType;
  }

  static Refusal missingToken() {
    return new Refusal(ResponseType.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token");
  }

  ResponseType type() {
    return type;
  }

  String errorType() {
    return errorType;
  }
}
