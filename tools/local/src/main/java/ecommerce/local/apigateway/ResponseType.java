package ecommerce.local.apigateway;

/**
 * The gateway responses: what API Gateway answers by itself, each with the status and error type
 * that it has by default.
 */
enum ResponseType {
  ACCESS_DENIED(403, "AccessDeniedException"),
  API_CONFIGURATION_ERROR(500, "InternalServerErrorException"),
  AUTHORIZER_CONFIGURATION_ERROR(500, "AuthorizerConfigurationException"),
  AUTHORIZER_FAILURE(500, "AuthorizerConfigurationException"),
  BAD_REQUEST_PARAMETERS(400, "BadRequestException"),
  BAD_REQUEST_BODY(400, "BadRequestException"),
  DEFAULT_4XX(403, "ForbiddenException"),
  DEFAULT_5XX(502, "InternalServerErrorException"),
  EXPIRED_TOKEN(403, "ExpiredTokenException"),
  INTEGRATION_FAILURE(504, "InternalServerErrorException"),
  INTEGRATION_TIMEOUT(504, "InternalServerErrorException"),
  INVALID_API_KEY(403, "ForbiddenException"),
  INVALID_SIGNATURE(403, "InvalidSignatureException"),
  MISSING_AUTHENTICATION_TOKEN(403, "MissingAuthenticationTokenException"),
  QUOTA_EXCEEDED(429, "LimitExceededException"),
  REQUEST_TOO_LARGE(413, "RequestTooLargeException"),
  RESOURCE_NOT_FOUND(404, "NotFoundException"),
  THROTTLED(429, "TooManyRequestsException"),
  UNAUTHORIZED(401, "UnauthorizedException"),
  UNSUPPORTED_MEDIA_TYPE(415, "BadRequestException"),
  WAF_FILTERED(403, "ForbiddenException");

  private final int status;
  private final String errorType;

  ResponseType(int status, String errorType) {
    this.status = status;
    this.errorType = errorType;
  }

  int status() {
    return status;
  }

  String errorType() {
    return errorType;
  }

  /** The type whose customisation applies where this one has none. */
  ResponseType general() {
    return status < 500 ? DEFAULT_4XX : DEFAULT_5XX;
  }
}
