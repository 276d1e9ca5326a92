package ecommerce.delivery.model;

import java.util.Optional;

/** What the delivery needs to know of orders. */
@FunctionalInterface
public interface Orders {

  /**
   * @param status empty where the order does not tell
   */
  record Order(Optional<String> status, Address address) {}

  /** Empty where there is no such order. */
  Optional<Order> find(String orderId);
}
