package ecommerce.local.codebuild;

/**
 * Why a phase of a build failed, as its context says it: a code ({@code COMMAND_EXECUTION_ERROR})
 * and a message for who wrote the project or the buildspec.
 */
final class Failure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;

  Failure(String code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  static Failure client(String message) {
    return new Failure("CLIENT_ERROR", message);
  }

  String code() {
    return code;
  }
}
