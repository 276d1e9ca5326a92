package ecommerce.orders.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a package makes of the products of an order. Applied to its own result it is always {@link
 * Complete}.
 */
public sealed interface Packing {

  /** Everything that was ordered is in the package: the products stay as they are. */
  record Complete() implements Packing {}

  /**
   * Something is not in the package.
   *
   * @param quantities of each line, in the order of the lines; 0 for a line that is dropped
   */
  record Short(List<Long> quantities) implements Packing {

    public Short {
      quantities = List.copyOf(quantities);
    }
  }

  /**
   * Compares an order with its package. Of a product on several lines the first lines are filled
   * first. More than was ordered, and products that were not, are left aside.
   *
   * @param packed quantities by product id
   */
  static Packing of(List<OrderLine> lines, Map<String, Long> packed) {
    Map<String, Long> left = new HashMap<>(packed);
    List<Long> quantities = new ArrayList<>();
    boolean complete = true;
    for (OrderLine line : lines) {
      long available = left.getOrDefault(line.productId(), 0L);
      long taken = Math.min(available, line.quantity());
      left.put(line.productId(), available - taken);
      quantities.add(taken);
      complete &= taken == line.quantity();
    }
    return complete ? new Complete() : new Short(quantities);
  }
}
