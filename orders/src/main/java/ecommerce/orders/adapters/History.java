package ecommerce.orders.adapters;

import ecommerce.edge.Change;
import ecommerce.edge.StreamPosition;

/**
 * What became of each order, and when. Only grows; a change that is told again makes no second
 * entry.
 */
@FunctionalInterface
public interface History {

  /** Adds what a change of an order says about its status, total or products, if it says any. */
  void add(Change change, StreamPosition position);
}
