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
    OrderUpdate update = moved(to);
    trackingNumber.ifPresent(number -> update.set("trackingNumber", AttributeValue.fromS(number)));
    return table.update(orderId, update);
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
