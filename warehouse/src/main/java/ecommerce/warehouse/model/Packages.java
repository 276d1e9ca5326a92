package ecommerce.warehouse.model;

/** What is in the packages. */
@FunctionalInterface
public interface Packages {

  /** The request of an order as it is now. */
  PackagingRequest request(String orderId);
}
