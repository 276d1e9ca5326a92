package ecommerce.payment.model;

import java.util.Optional;

/**
 * What the ledger says of a token, to be compared with what the payment company says.
 *
 * @param refundable what is left of a captured amount; what is being refunded is in neither number
 * @param refunded what was given back of it
 * @param reported the difference that was found before
 */
public record Recorded(
    LedgerEntry entry, long refundable, long refunded, Optional<Difference.Kind> reported) {

  /** Whether the ledger says the same of the token, whatever was found before. */
  public boolean isAs(Recorded other) {
    return entry.equals(other.entry)
        && refundable == other.refundable
        && refunded == other.refunded;
  }

  /** What the company may have given back by now: what is done, and what is under way. */
  boolean explains(long refundedThere) {
    return refundedThere >= refunded && refundedThere <= entry.amount() - refundable;
  }
}
