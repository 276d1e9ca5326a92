package ecommerce.ordercounter.model;

import java.time.LocalDate;

/** How many orders were made on each day. An order counts once. */
public interface Tally {

  /**
   * Counts an order.
   *
   * @return false where it was counted before: nothing changes then
   */
  boolean count(String orderId, LocalDate day);

  /** The orders of a day; 0 where there are none. */
  long ordersOf(LocalDate day);
}
