package ecommerce.warehouse.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Change;
import ecommerce.edge.Edge;
import ecommerce.edge.Event;
import ecommerce.edge.EventBus;
import ecommerce.edge.Events;
import ecommerce.edge.Json;
import ecommerce.edge.Settings;
import ecommerce.warehouse.adapters.DynamoLowStock;
import ecommerce.warehouse.model.Availability;
import ecommerce.warehouse.model.LowStock;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Says how the stock of a product changes, and when little or nothing is left of it; keeps the
 * products that are low findable. A product that becomes tracked counts as one that was in stock.
 */
public final class StockUpdate implements RequestStreamHandler {

  private static final List<String> NUMBERS = List.of("onHand", "reserved", "available");

  private final Edge edge;
  private final LowStock lowStock;
  private final long threshold;
  private final Events bus;

  public StockUpdate() {
    this(Settings.fromEnvironment());
  }

  private StockUpdate(Settings settings) {
    this(settings, Long.parseLong(settings.required("LOW_STOCK")));
  }

  private StockUpdate(Settings settings, long threshold) {
    this(
        new Edge(settings),
        DynamoLowStock.from(settings, threshold),
        threshold,
        EventBus.from(settings));
  }

  StockUpdate(Edge edge, LowStock lowStock, long threshold, Events bus) {
    this.edge = edge;
    this.lowStock = lowStock;
    this.threshold = threshold;
    this.bus = bus;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    edge.follow(in, out, context, this::events, bus);
  }

  private List<Event> events(Change change) {
    return switch (change) {
      case Change.Created(ObjectNode item) -> crossed(Availability.IN_STOCK, item);
      case Change.Modified(ObjectNode before, ObjectNode after) when differ(before, after) ->
          crossed(availability(before), after);
      default -> List.of();
    };
  }

  private static boolean differ(ObjectNode before, ObjectNode after) {
    return NUMBERS.stream().anyMatch(name -> number(before, name) != number(after, name));
  }

  private List<Event> crossed(Availability before, ObjectNode item) {
    Availability now = availability(item);
    boolean low = now != Availability.IN_STOCK;
    if (low != item.has("low")) {
      lowStock.keep(item.path("productId").asText(), low);
    }
    List<Event> events = new ArrayList<>();
    events.add(event("StockChanged", item));
    if (now == Availability.LOW && before == Availability.IN_STOCK) {
      events.add(event("StockLow", item));
    }
    if (now == Availability.OUT && before != Availability.OUT) {
      events.add(event("StockDepleted", item));
    }
    return events;
  }

  private Availability availability(ObjectNode item) {
    return Availability.of(number(item, "available"), threshold);
  }

  private static long number(ObjectNode item, String name) {
    return item.path(name).longValue();
  }

  private static Event event(String type, ObjectNode item) {
    String productId = item.path("productId").asText();
    ObjectNode detail = Json.object().put("productId", productId);
    NUMBERS.forEach(name -> detail.put(name, number(item, name)));
    return new Event("ecommerce.warehouse", type, productId, detail);
  }
}
