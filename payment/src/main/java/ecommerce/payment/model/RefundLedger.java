package ecommerce.payment.model;

import java.time.Instant;
import java.util.Optional;

/**
 * The refunds, and what is left to refund. Each change is one atomic write: whatever races, what is
 * given back and what is under way is never more than what was captured.
 */
public interface RefundLedger {

  /**
   * What was captured for the order; empty where its payment is pending, ended otherwise or failed.
   */
  Optional<Captured> captured(String orderId);

  /** What was captured under the refund's token. */
  Captured captured(Refund refund);

  Optional<Refund> find(String orderId, String refundId);

  /**
   * Takes the amount of a new refund from what is left.
   *
   * @return false where there is a refund under this id, or less is left
   */
  boolean open(Refund refund);

  /**
   * Takes the amount of a new refund from what is left, because the order costs less.
   *
   * @return false, too, where the order was known to cost another amount than {@code from}
   */
  boolean open(Refund refund, long from, long to);

  /**
   * Takes the amount of a refused refund again.
   *
   * @return false where it is not refused any more, or less is left
   */
  boolean reopen(Refund refund);

  /** The money is given back. False where the refund is not pending any more. */
  boolean done(Refund refund);

  /** The company refused: the amount is left again. False where it is not pending any more. */
  boolean refuse(Refund refund, String failure);

  /** Nothing is left to do of this refund. */
  void close(Refund refund);

  /** The refunds of which something is left to do since before this moment, oldest first. */
  Iterable<Refund> openSince(Instant moment);
}
