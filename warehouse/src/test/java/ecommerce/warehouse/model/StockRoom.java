package ecommerce.warehouse.model;

import java.util.Map;
import java.util.Optional;

/** The stock as people of the warehouse and tests see it, whatever keeps it. */
public interface StockRoom {

  /** What is counted of a product. */
  record Count(long onHand, long reserved) {}

  /** Goods come in; the first make a product tracked. */
  void receive(String productId, long quantity);

  /** The product is not tracked any more. */
  void forget(String productId);

  /** Empty where the product is not tracked. */
  Optional<Count> count(String productId);

  /** What the movements of a product that orders caused sum up to, by their kind. */
  Map<String, Long> moved(String productId);
}
