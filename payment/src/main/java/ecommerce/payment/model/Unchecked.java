package ecommerce.payment.model;

import java.time.Instant;

/** What the ledger says and nobody has compared with the payment company since it was written. */
public interface Unchecked {

  /** What was written before this moment, oldest first. */
  Iterable<Recorded> writtenBefore(Instant moment);

  /**
   * Whether the ledger still says so. What was read before the company was asked may be old by its
   * answer.
   */
  boolean stands(Recorded recorded);

  /** The company says the same; nothing happens where the ledger says more by now. */
  void agree(Recorded recorded);

  /** The company says something else, and that was announced. It stays unchecked. */
  void differ(Recorded recorded, Difference.Kind kind);
}
