package ecommerce.payment.model;

/**
 * Where a token stands, as the payment company says.
 *
 * @param amount what is authorised, or was captured or released; 0 of an unknown token
 * @param refunded how much of a captured amount was given back
 */
public record Standing(Is is, long amount, long refunded) {

  /** What the company calls it. */
  public enum Is {
    AUTHORISED,
    CAPTURED,
    CANCELLED,
    UNKNOWN
  }
}
