package ecommerce.payment.model;

import java.util.Optional;

/**
 * The payments that are pending: a payment is pending exactly while its item is there, whoever put
 * it.
 */
public interface PendingPayments {

  /**
   * Remembers a payment, unless its token is in the ledger or another payment is pending for the
   * order.
   *
   * @return whether this payment is pending now, also where it was before
   */
  boolean remember(Pending payment);

  /** All of them. */
  Iterable<Waiting> waiting();

  Optional<Pending> find(String orderId);

  /** Keeps what is to be paid now, while the payment is pending: the lowest amount counts. */
  void changeAmount(Pending payment, long amount);

  /** Removes the payment, unless another token has taken its place. */
  void remove(Pending payment);
}
