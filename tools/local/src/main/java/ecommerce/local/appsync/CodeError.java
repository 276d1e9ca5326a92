package ecommerce.local.appsync;

/** Resolver code that AppSync would not take; the message starts with file, line and column. */
final class CodeError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CodeError(String file, int line, int column, String reason) {
    super(file + ":" + line + ":" + column + ": " + reason, null, false, false);
  }
}
