package ecommerce.payment.model;

/** Where the outcome of refunds is announced. Throws where that does not succeed. */
@FunctionalInterface
public interface RefundAnnouncements {

  /**
   * @param captured what was captured for the order, and the sum of what was given back of it so
   *     far
   */
  void announce(Refund refund, Captured captured);
}
