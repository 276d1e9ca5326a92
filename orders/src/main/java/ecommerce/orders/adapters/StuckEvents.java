package ecommerce.orders.adapters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Event;
import ecommerce.edge.Events;
import ecommerce.edge.Json;
import ecommerce.orders.model.Awaited;
import ecommerce.orders.model.OrderStatus;
import ecommerce.orders.model.StuckAnnouncements;
import ecommerce.orders.model.StuckOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@link StuckAnnouncements} on the bus. OrderStuck is a report and an inquiry: who is awaited says
 * again what was lost. Of a NEW order OrderCreated is emitted again before, from the table.
 */
public final class StuckEvents implements StuckAnnouncements {

  private static final String SOURCE = "ecommerce.orders";

  private final OrderTable table;
  private final Events bus;

  public StuckEvents(OrderTable table, Events bus) {
    this.table = table;
    this.bus = bus;
  }

  @Override
  public List<StuckOrder> announce(List<StuckOrder> orders) {
    List<Event> events = new ArrayList<>();
    for (StuckOrder order : orders) {
      table
          .get(order.orderId())
          .filter(item -> item.status().equals(Optional.of(order.status())))
          .ifPresent(item -> events.addAll(events(order, item)));
    }
    Set<String> refused =
        bus.publish(events).stream().map(Event::resource).collect(Collectors.toSet());
    return orders.stream().filter(order -> !refused.contains(order.orderId())).toList();
  }

  private static List<Event> events(StuckOrder order, OrderItem item) {
    Awaited awaited = Awaited.in(order.status()).orElseThrow();
    ObjectNode detail =
        Json.object()
            .put("orderId", order.orderId())
            .put("status", order.status().name())
            .put("since", order.since());
    detail
        .putObject("awaited")
        .put("service", awaited.service())
        .put("event", awaited.event())
        .put("words", awaited.words());
    Event stuck = new Event(SOURCE, "OrderStuck", order.orderId(), detail);
    return order.status() == OrderStatus.NEW
        ? List.of(new Event(SOURCE, "OrderCreated", order.orderId(), item.json()), stuck)
        : List.of(stuck);
  }
}
