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
import ecommerce.products.adapters.SearchTable;
import ecommerce.products.model.SearchIndex;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * Follows the products table: every change becomes ProductCreated, ProductModified or
 * ProductDeleted, and the search table comes after what can be searched for.
 */
public final class TableUpdate implements RequestStreamHandler {

  private static final String SOURCE = "ecommerce.products";

  private final Edge edge;
  private final SearchIndex search;
  private final Events bus;

  public TableUpdate() {
    this(Settings.fromEnvironment());
  }

  private TableUpdate(Settings settings) {
    this(settings, SearchTable.from(settings), EventBus.from(settings));
  }

  TableUpdate(Settings settings, SearchIndex search, Events bus) {
    this.edge = new Edge(settings);
    this.search = search;
    this.bus = bus;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    edge.follow(in, out, context, this::tell, bus);
  }

  private List<Event> tell(Change change) {
    searchable(change).ifPresent(search::refresh);
    return events(change);
  }

  /** The product, where this change makes it to be found otherwise. */
  private static Optional<String> searchable(Change change) {
    return switch (change) {
      case Change.Created(ObjectNode item) -> Optional.of(id(item));
      case Change.Modified(ObjectNode before, ObjectNode after) ->
          SearchTable.entries(id(before), before).equals(SearchTable.entries(id(after), after))
              ? Optional.empty()
              : Optional.of(id(after));
      case Change.Deleted(ObjectNode item) -> Optional.of(id(item));
    };
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
    return new Event(SOURCE, type, id(product), detail);
  }

  private static String id(ObjectNode product) {
    return product.path("productId").asText();
  }
}
