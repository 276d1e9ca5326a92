package ecommerce.local.template;

/**
 * A template that cannot be read, transformed or resolved. The message is one line that begins with
 * {@code file:line: } and names what is wrong.
 */
public final class TemplateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Position position;
  private final String reason;

  public TemplateException(Position position, String reason) {
    super(position + ": " + reason);
    this.position = position;
    this.reason = reason;
  }

  /** Where it is wrong. */
  public Position position() {
    return position;
  }

  /** What is wrong, without the place. */
  public String reason() {
    return reason;
  }
}
