package ecommerce.payment.model;

import java.util.Optional;

/**
 * What became of a payment token. {@code PROCESSED} and {@code CANCELLED} are final; after {@code
 * FAILED} the payment company may still be asked again.
 *
 * @param amount what was captured or released; where it failed, what should have been, or 0 where
 *     that is not known
 * @param reason why it failed
 */
public record LedgerEntry(
    String token, String orderId, Outcome outcome, long amount, Optional<String> reason) {

  /** How it ended. */
  public enum Outcome {
    PROCESSED,
    CANCELLED,
    FAILED
  }

  static LedgerEntry failed(Pending pending, String reason) {
    return new LedgerEntry(
        pending.token(),
        pending.orderId(),
        Outcome.FAILED,
        pending.amount().orElse(0),
        Optional.of(reason));
  }

  /** Whether the money has moved; what failed may be asked for again. */
  public boolean isFinal() {
    return outcome != Outcome.FAILED;
  }
}
