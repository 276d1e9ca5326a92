package ecommerce.orders.model;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * A product of an order, so many times.
 *
 * @param price of one, in minor units; empty where the order does not say it
 * @param quantity at least 0
 */
public record OrderLine(String productId, OptionalLong price, long quantity) {

  public OrderLine {
    Objects.requireNonNull(productId);
    if (quantity < 0) {
      throw new IllegalArgumentException("quantity is negative");
    }
  }

  public static OrderLine of(String productId, long price, long quantity) {
    return new OrderLine(productId, OptionalLong.of(price), quantity);
  }
}
