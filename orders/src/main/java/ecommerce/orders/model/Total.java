package ecommerce.orders.model;

import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;

/**
 * What an order costs: Σ price × quantity + delivery price, in minor units. Has at most 15 digits,
 * as any amount here.
 */
public final class Total {

  private static final BigInteger HIGHEST = BigInteger.TEN.pow(15).subtract(BigInteger.ONE);

  private Total() {}

  /** The total; empty where a price is not known or the sum is higher than an amount may be. */
  public static OptionalLong of(List<OrderLine> lines, long deliveryPrice) {
    BigInteger total = BigInteger.valueOf(deliveryPrice);
    for (OrderLine line : lines) {
      if (line.price().isEmpty()) {
        return OptionalLong.empty();
      }
      BigInteger price = BigInteger.valueOf(line.price().getAsLong());
      total = total.add(price.multiply(BigInteger.valueOf(line.quantity())));
    }
    return total.compareTo(HIGHEST) > 0
        ? OptionalLong.empty()
        : OptionalLong.of(total.longValueExact());
  }
}
