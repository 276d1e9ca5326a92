package ecommerce.delivery.model;

/** The deliveries, one an order. */
@FunctionalInterface
public interface Deliveries {

  /**
   * Makes a NEW delivery.
   *
   * @return false where the order has one already, which stays as it is
   */
  boolean make(String orderId, Address address, String trackingNumber);
}
