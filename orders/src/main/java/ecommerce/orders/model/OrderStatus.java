package ecommerce.orders.model;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where an order is in its life (contracts.md, "Order life cycle"). A status never goes back. What
 * is reported early moves an order ahead all the same: a NEW order that is reported delivered is
 * FULFILLED.
 */
public enum OrderStatus {
  NEW,
  PACKAGED,
  IN_DELIVERY,
  FULFILLED,
  PACKAGING_FAILED,
  DELIVERY_FAILED,
  CANCELLED,
  REFUNDED;

  /** The status by its name; empty for a name that is none. */
  public static Optional<OrderStatus> named(String name) {
    return Arrays.stream(values()).filter(status -> status.name().equals(name)).findFirst();
  }

  /** The statuses from which an order may come to this one. */
  public Set<OrderStatus> predecessors() {
    return switch (this) {
      case NEW -> EnumSet.noneOf(OrderStatus.class);
      case PACKAGED, PACKAGING_FAILED, CANCELLED -> EnumSet.of(NEW);
      case IN_DELIVERY -> EnumSet.of(NEW, PACKAGED);
      case FULFILLED, DELIVERY_FAILED -> EnumSet.of(NEW, PACKAGED, IN_DELIVERY);
      case REFUNDED -> EnumSet.of(FULFILLED);
    };
  }

  /** Whether the order's products may still change: it is neither delivered nor at another end. */
  public boolean isOpen() {
    return this == NEW || this == PACKAGED || this == IN_DELIVERY;
  }

  /** This status, or the other where an order may come to it from here. */
  public OrderStatus movedTo(OrderStatus other) {
    return other.predecessors().contains(this) ? other : this;
  }
}
