package ecommerce.orders.model;

import java.util.Map;
import java.util.Optional;

/**
 * Moves orders along their life. Each move is one atomic write. {@code false} says that nothing
 * changed: the order is not known, has been there already, or is past it; that is no error, events
 * come late and more than once.
 */
public interface OrderProgress {

  /** Moves an order to a status, from any status that may come before it. */
  boolean move(String orderId, OrderStatus to);

  /**
   * Moves an order on as its delivery does, and says in the same write what it is tracked by.
   *
   * @param trackingNumber where the delivery told it
   */
  boolean deliver(String orderId, OrderStatus to, Optional<String> trackingNumber);

  /**
   * Tells an order what is really in its package. A package with fewer products changes the order's
   * products and its total in the same write, while the order is open; one that comes late does not
   * move the status back.
   *
   * @param packed quantities by product id
   */
  boolean pack(String orderId, Map<String, Long> packed);

  /** Moves a FULFILLED order to REFUNDED, where the amount is its whole total. */
  boolean refund(String orderId, long amount);
}
