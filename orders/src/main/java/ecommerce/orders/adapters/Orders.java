package ecommerce.orders.adapters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Orders, as clients see them. */
@FunctionalInterface
public interface Orders {

  /** The order with this id; empty for an id that does not exist, whatever its form. */
  Optional<ObjectNode> find(String orderId);
}
