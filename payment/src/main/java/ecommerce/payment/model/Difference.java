package ecommerce.payment.model;

/**
 * In what this service and the payment company differ about the payment of an order.
 *
 * @param recorded what is recorded here: an outcome of the ledger, or {@code PENDING}
 * @param amount as it is recorded here
 * @param refunded as it is recorded here
 * @param found what the company says
 * @param repaired whether it was safe to mend, and is
 */
public record Difference(
    String orderId,
    Kind kind,
    String recorded,
    long amount,
    long refunded,
    Standing found,
    boolean repaired) {

  /** What is wrong. */
  public enum Kind {
    /** The authorisation of a payment that ended without a capture was never released. */
    NOT_RELEASED,
    /** What is recorded as captured is not captured there. */
    NOT_CAPTURED,
    /** It was captured there, and nothing here knows of that. */
    CAPTURED_UNKNOWN,
    /** It was captured or released there, and the payment is still pending here. */
    STILL_PENDING,
    /** Another amount was captured. */
    AMOUNT_DIFFERS,
    /** Another sum was given back. */
    REFUNDED_DIFFERS,
    /** The company does not know the token. */
    TOKEN_UNKNOWN
  }

  static Difference ofPending(Pending payment, Kind kind, Standing found, boolean repaired) {
    return new Difference(
        payment.orderId(), kind, "PENDING", payment.amount().orElse(0), 0, found, repaired);
  }

  static Difference ofLedger(Recorded recorded, Kind kind, Standing found, boolean repaired) {
    LedgerEntry entry = recorded.entry();
    return new Difference(
        entry.orderId(),
        kind,
        entry.outcome().name(),
        entry.amount(),
        recorded.refunded(),
        found,
        repaired);
  }
}
