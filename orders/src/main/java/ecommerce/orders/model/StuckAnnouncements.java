package ecommerce.orders.model;

import java.util.List;

/** Who is told of stuck orders. */
@FunctionalInterface
public interface StuckAnnouncements {

  /**
   * Says that orders are stuck, and again what may have been lost on the way; an order that has
   * gone on meanwhile is left out.
   *
   * @return those that are settled; the rest could not be told
   */
  List<StuckOrder> announce(List<StuckOrder> orders);
}
