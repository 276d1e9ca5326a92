package ecommerce.orders.model;

import java.time.Instant;
import java.util.List;

/** The orders by their status. */
@FunctionalInterface
public interface WaitingOrders {

  /**
   * Orders that have been in a status since before a time, those that wait longest first, page by
   * page as they are asked for. May lag behind the orders themselves.
   */
  Iterable<List<StuckOrder>> in(OrderStatus status, Instant before);
}
