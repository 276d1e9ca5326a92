package ecommerce.cli.site;

/**
 * Something that a person has to know and can mend. The message is the whole line that is printed.
 */
public final class Failure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public Failure(String message) {
    super(message);
  }

  public Failure(String message, Throwable cause) {
    super(message, cause);
  }
}
