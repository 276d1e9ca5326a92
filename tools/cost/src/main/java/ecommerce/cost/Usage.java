package ecommerce.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** How much of what each service used. Never changes. */
public record Usage(Map<Item, BigDecimal> quantities) {

  /**
   * @param price the name of the price by which it is charged
   */
  public record Item(String service, String price) implements Comparable<Item> {
    @Override
    public int compareTo(Item other) {
      int byService = service.compareTo(other.service);
      return byService == 0 ? price.compareTo(other.price) : byService;
    }
  }

  public static final Usage NONE = new Usage(Map.of());

  public Usage {
    quantities = Map.copyOf(quantities);
  }

  public BigDecimal of(String service, String price) {
    return quantities.getOrDefault(new Item(service, price), BigDecimal.ZERO);
  }

  public Usage plus(String service, String price, BigDecimal quantity) {
    Map<Item, BigDecimal> more = new TreeMap<>(quantities);
    more.merge(new Item(service, price), quantity, BigDecimal::add);
    return new Usage(more);
  }

  /** What was used since an earlier reading; what has become less counts as nothing. */
  public Usage since(Usage earlier) {
    return each(
        (item, quantity) ->
            quantity.subtract(earlier.of(item.service(), item.price())).max(BigDecimal.ZERO));
  }

  /**
   * @param orders more than none
   */
  public Usage perOrder(int orders) {
    if (orders < 1) {
      throw new IllegalArgumentException("usage per order needs an order, not " + orders);
    }
    BigDecimal number = BigDecimal.valueOf(orders);
    return each((item, quantity) -> quantity.divide(number, MathContext.DECIMAL64));
  }

  private Usage each(BiFunction<Item, BigDecimal, BigDecimal> change) {
    Map<Item, BigDecimal> changed = new TreeMap<>();
    quantities.forEach(
        (item, quantity) -> {
          BigDecimal now = change.apply(item, quantity);
          if (now.signum() != 0) {
            changed.put(item, now);
          }
        });
    return new Usage(changed);
  }
}
