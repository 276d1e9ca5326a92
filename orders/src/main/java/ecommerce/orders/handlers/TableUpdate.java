package ecommerce.orders.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Change;
import ecommerce.edge.Edge;
import ecommerce.edge.Event;
import ecommerce.edge.EventBus;
import ecommerce.edge.Events;
import ecommerce.edge.Settings;
import ecommerce.edge.StreamPosition;
import ecommerce.orders.adapters.History;
import ecommerce.orders.adapters.OrderItem;
import ecommerce.orders.adapters.TableHistory;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * Follows the orders table: every change is added to the order's history and becomes OrderCreated,
 * OrderModified or OrderDeleted. What cannot be added is reported, and is told again.
 */
public final class TableUpdate implements RequestStreamHandler {

  private static final String SOURCE = "ecommerce.orders";

  private final Edge edge;
  private final Events bus;
  private final History history;

  public TableUpdate() {
    this(Settings.fromEnvironment());
  }

  private TableUpdate(Settings settings) {
    this(settings, EventBus.from(settings), TableHistory.from(settings));
  }

  TableUpdate(Settings settings, Events bus, History history) {
    this.edge = new Edge(settings);
    this.bus = bus;
    this.history = history;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    edge.follow(in, out, context, this::told, bus, StatusMetrics::count);
  }

  private List<Event> told(Change change, StreamPosition position) {
    history.add(change, position);
    return events(change);
  }

  static List<Event> events(Change change) {
    return switch (change) {
      case Change.Created(ObjectNode item) ->
          List.of(event("OrderCreated", OrderItem.published(item)));
      case Change.Modified(ObjectNode before, ObjectNode after) ->
          modified(new Change.Modified(OrderItem.published(before), OrderItem.published(after)));
      case Change.Deleted(ObjectNode item) ->
          List.of(event("OrderDeleted", OrderItem.published(item)));
    };
  }

  private static List<Event> modified(Change.Modified change) {
    return change.changed().isEmpty()
        ? List.of()
        : List.of(new Event(SOURCE, "OrderModified", id(change.after()), change.detail()));
  }

  private static Event event(String type, ObjectNode order) {
    return new Event(SOURCE, type, id(order), order);
  }

  private static String id(ObjectNode order) {
    return order.path("orderId").asText();
  }
}
