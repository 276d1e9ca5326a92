package ecommerce.orders.adapters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Where new orders are placed: each once, whoever sends its request how often. A payment token pays
 * for one order and no other.
 */
public interface NewOrders {

  /** What became of a new order. */
  sealed interface Placed {

    /** It is stored. */
    record Stored(ObjectNode order) implements Placed {}

    /** The very same request stored it before; this is the order as it was then. */
    record Before(ObjectNode order) implements Placed {}

    /** Another order was made under the same key. */
    record KeyTaken() implements Placed {}

    /** Another order was made with the same payment token. */
    record TokenTaken() implements Placed {}
  }

  /** What was placed under this request's key; empty where nothing was, or where it has none. */
  Optional<Placed> placed(OrderRequest request);

  /** Stores a new order, once. */
  Placed place(OrderRequest request);
}
