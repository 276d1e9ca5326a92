package ecommerce.payment.model;

import java.util.Optional;

/**
 * What became of each token, written once; and what was reported of orders that are not known yet.
 */
public interface Ledger {

  Optional<LedgerEntry> find(String token);

  /** Notes for the order what is authorised, unless a payment of it has ended already. */
  void authorised(String orderId, String token, long amount);

  /**
   * Writes an entry for the token and for its order. A final entry is never written over.
   *
   * @return the entry that stands
   */
  LedgerEntry write(LedgerEntry entry);

  /** Writes an entry for the order alone: its token belongs to another order. */
  void writeForOrder(LedgerEntry entry);

  /**
   * Remembers how the payment of an unknown order is to end; the first report stands.
   *
   * @return false where a payment of the order has ended already, and nothing is to come
   */
  boolean foresee(String orderId, Move move);

  /**
   * Remembers the total of an unknown order; the lowest report stands.
   *
   * @return false where a payment of the order has ended already, and nothing is to come
   */
  boolean foresee(String orderId, long total);

  Foreseen foreseen(String orderId);
}
