package ecommerce.products.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Change;
import ecommerce.edge.Edge;
import ecommerce.edge.Event;
import ecommerce.edge.EventBus;
import ecommerce.edge.Events;
import ecommerce.edge.Settings;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * Follows the products table: every change becomes ProductCreated, ProductModified or
 * ProductDeleted.
 */
public final class TableUpdate implements RequestStreamHandler {

  private static final String SOURCE = "ecommerce.products";

  private final Edge edge;
  private final Events bus;

  public TableUpdate() {
    this(Settings.fromEnvironment());
  }

  private TableUpdate(Settings settings) {
    this(settings, EventBus.from(settings));
  }

  TableUpdate(Settings settings, Events bus) {
    this.edge = new Edge(settings);
    this.bus = bus;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    edge.follow(in, out, context, TableUpdate::events, bus);
  }

  static List<Event> events(Change change) {
    return switch (change) {
      case Change.Created(ObjectNode item) -> List.of(event("ProductCreated", item, item));
      case Change.Modified modified when modified.changed().isEmpty() -> List.of();
      case Change.Modified modified ->
          List.of(event("ProductModified", modified.after(), modified.detail()));
      case Change.Deleted(ObjectNode item) -> List.of(event("ProductDeleted", item, item));
    };
  }

  private static Event event(String type, ObjectNode product, ObjectNode detail) {
    return new Event(SOURCE, type, product.path("productId").asText(), detail);
  }
}
