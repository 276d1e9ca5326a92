package ecommerce.edge;

/**
 * Something outside this function did not answer, or answered with a fault of its own. Not a
 * refusal: the same call may succeed later, so it travels up to whoever can retry. The message
 * names what failed and carries no data of a customer.
 */
public final class Outage extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public Outage(String message) {
    super(message);
  }

  public Outage(String message, Throwable cause) {
    super(message, cause);
  }
}
