package ecommerce.warehouse.model;

import java.util.Map;

/**
 * What an order does to the stock of one product. What is reserved must be available; what is
 * released or shipped was reserved before.
 *
 * @param reserve from available to reserved
 * @param release from reserved back to available
 * @param ship from reserved out of the house
 */
public record StockChange(String productId, long reserve, long release, long ship) {

  public StockChange {
    if (reserve < 0 || release < 0 || ship < 0) {
      throw new IllegalArgumentException("a change of the stock of " + productId + " is negative");
    }
  }

  /** From so many reserved to so many. */
  static StockChange reserved(String productId, long before, long after) {
    return new StockChange(productId, Math.max(0, after - before), Math.max(0, before - after), 0);
  }

  /** What was reserved leaves as far as it is packed; the rest is released. */
  static StockChange settled(String productId, long reserved, Map<String, Long> packed) {
    long shipped = Math.min(reserved, packed.getOrDefault(productId, 0L));
    return new StockChange(productId, 0, reserved - shipped, shipped);
  }

  boolean isNone() {
    return reserve == 0 && release == 0 && ship == 0;
  }
}
