package ecommerce.delivery.model;

import java.util.Set;

/** Makes a delivery of a package. The same package again makes no second one. */
public final class Dispatch {

  /**
   * Statuses of an order that are ends: nothing is delivered any more (contracts.md, "Order life
   * cycle").
   */
  private static final Set<String> ENDS =
      Set.of("PACKAGING_FAILED", "DELIVERY_FAILED", "CANCELLED", "FULFILLED", "REFUNDED");

  /** What became of a package. */
  public enum Result {
    MADE,
    KNOWN_ALREADY,
    ORDER_UNKNOWN,
    ORDER_ENDED
  }

  private final Orders orders;
  private final Deliveries deliveries;

  public Dispatch(Orders orders, Deliveries deliveries) {
    this.orders = orders;
    this.deliveries = deliveries;
  }

  public Result packed(String orderId) {
    return orders.find(orderId).map(order -> deliver(orderId, order)).orElse(Result.ORDER_UNKNOWN);
  }

  private Result deliver(String orderId, Orders.Order order) {
    if (order.status().filter(ENDS::contains).isPresent()) {
      return Result.ORDER_ENDED;
    }
    return deliveries.make(orderId, order.address(), TrackingNumber.of(orderId))
        ? Result.MADE
        : Result.KNOWN_ALREADY;
  }
}
