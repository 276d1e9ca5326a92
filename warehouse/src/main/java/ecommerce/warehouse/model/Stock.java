package ecommerce.warehouse.model;

import java.util.Map;
import java.util.Set;

/** What is there of the tracked products. */
@FunctionalInterface
public interface Stock {

  /**
   * The stock of one product.
   *
   * @param available on hand and not reserved
   * @param reserved set aside for orders
   */
  record Level(long available, long reserved) {}

  /** The levels of these products, as they are now; without those that are not tracked. */
  Map<String, Level> levels(Set<String> productIds);
}
