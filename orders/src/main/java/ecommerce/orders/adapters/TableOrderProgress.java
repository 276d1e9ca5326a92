package ecommerce.orders.adapters;

import ecommerce.edge.Outage;
import ecommerce.orders.model.OrderLine;
import ecommerce.orders.model.OrderProgress;
import ecommerce.orders.model.OrderStatus;
import ecommerce.orders.model.Packing;
import ecommerce.orders.model.Total;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** {@link OrderProgress} in the orders table, by conditional updates. */
public final class TableOrderProgress implements OrderProgress {

  private static final String REFUNDED = "refunded";
  private static final int ATTEMPTS = 5;

  private final OrderTable table;

  public TableOrderProgress(OrderTable table) {
    this.table = table;
  }

  @Override
  public boolean move(String orderId, OrderStatus to) {
    return table.update(orderId, moved(to));
  }

  @Override
  public boolean deliver(String orderId, OrderStatus to, Optional<String> trackingNumber) {
    if (to != OrderStatus.FULFILLED) {
      return table.update(orderId, delivered(to, trackingNumber));
    }
    if (table.update(orderId, delivered(to, trackingNumber).whereAbsent(REFUNDED))) {
      return true;
    }
    // The second of these may be left of an earlier delivery of this event.
    boolean fulfilled = table.update(orderId, delivered(to, trackingNumber));
    return refundedBeforeDelivered(orderId) || fulfilled;
  }

  private static OrderUpdate delivered(OrderStatus to, Optional<String> trackingNumber) {
    OrderUpdate update = moved(to);
    trackingNumber.ifPresent(number -> update.set("trackingNumber", AttributeValue.fromS(number)));
    return update;
  }

  /** What was given back is known before the delivery is: the order goes on at once. */
  private boolean refundedBeforeDelivered(String orderId) {
    return table.update(orderId, moved(OrderStatus.REFUNDED).whereNoLess(REFUNDED, "total"));
  }

  private static OrderUpdate moved(OrderStatus to) {
    return new OrderUpdate().setStatus(to).whereStatusIn(to.predecessors());
  }

  @Override
  public boolean refund(String orderId, long amount) {
    return table.update(
        orderId,
        new OrderUpdate()
            .setStatus(OrderStatus.REFUNDED)
            .whereStatusIn(OrderStatus.REFUNDED.predecessors())
            .whereAtMost("total", amount));
  }

  @Override
  public boolean refunded(String orderId, long sum, boolean all) {
    if (all && refundedWhole(orderId, sum)) {
      return true;
    }
    OrderUpdate shown = new OrderUpdate().set(REFUNDED, number(sum)).whereAtMost(REFUNDED, sum - 1);
    boolean larger = table.update(orderId, shown);
    // It may have been delivered in between, and nobody knew then of what is shown now.
    return all && refundedWhole(orderId, sum) || larger;
  }

  private boolean refundedWhole(String orderId, long sum) {
    return table.update(
        orderId, moved(OrderStatus.REFUNDED).set(REFUNDED, number(sum)).whereAtMost(REFUNDED, sum));
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  /** Reads, and writes where nothing that was read has changed; else reads again. */
  @Override
  public boolean pack(String orderId, Map<String, Long> packed) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<OrderItem> order = table.get(orderId);
      Optional<OrderUpdate> update = order.flatMap(item -> packed(item, packed));
      if (update.isEmpty()) {
        return false;
      }
      if (table.update(orderId, update.get())) {
        return true;
      }
    }
    throw new Outage(
        "the order was changed by others " + ATTEMPTS + " times while its package was written");
  }

  /** What a package changes about an order; empty where that is nothing. */
  private static Optional<OrderUpdate> packed(OrderItem order, Map<String, Long> packed) {
    Optional<OrderStatus> open = order.status().filter(OrderStatus::isOpen);
    if (open.isEmpty()) {
      return Optional.empty();
    }
    OrderStatus status = open.get();
    OrderStatus moved = status.movedTo(OrderStatus.PACKAGED);
    Packing packing = Packing.of(order.lines(), packed);
    if (moved == status && packing instanceof Packing.Complete) {
      return Optional.empty();
    }
    OrderUpdate update =
        new OrderUpdate()
            .setStatus(moved)
            .whereStatusIn(Set.of(status))
            .whereUnchanged("products", order);
    if (packing instanceof Packing.Short(List<Long> quantities)) {
      update.set("products", order.products(quantities)).whereUnchanged("deliveryPrice", order);
      Total.of(lines(order, quantities), order.deliveryPrice())
          .ifPresent(total -> update.set("total", AttributeValue.fromN(Long.toString(total))));
    }
    return Optional.of(update);
  }

  private static List<OrderLine> lines(OrderItem order, List<Long> quantities) {
    List<OrderLine> lines = new ArrayList<>();
    for (int i = 0; i < quantities.size(); i++) {
      if (quantities.get(i) > 0) {
        OrderLine line = order.lines().get(i);
        lines.add(new OrderLine(line.productId(), line.price(), quantities.get(i)));
      }
    }
    return lines;
  }
}
