package ecommerce.warehouse.model;

/** The products of which there is little or nothing. */
@FunctionalInterface
public interface LowStock {

  /**
   * Puts a product among them or takes it out, as its stock is now: where that has changed since,
   * nothing is done, for whoever changed it asks again.
   */
  void keep(String productId, boolean low);
}
