package ecommerce.cli;

/**
 * Something that a person has to know and can mend. The message is the whole line that is printed.
 */
final class Failure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Failure(String message) {
    super(message);
  }

  Failure(String message, Throwable cause) {
    super(message, cause);
  }
}
