package ecommerce.warehouse.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Change;
import ecommerce.edge.Edge;
import ecommerce.edge.Event;
import ecommerce.edge.EventBus;
import ecommerce.edge.Events;
import ecommerce.edge.Json;
import ecommerce.edge.Settings;
import ecommerce.warehouse.adapters.Wiring;
import ecommerce.warehouse.model.PackagingRequest;
import ecommerce.warehouse.model.PackagingRequests;
import ecommerce.warehouse.model.Settlement;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * Says what there is to pack when a request is made, that somebody packs it, and what is in the
 * package when it turns COMPLETED; or that nothing could be packed. What is in the package leaves
 * the stock before.
 */
public final class TableUpdate implements RequestStreamHandler {

  private final Edge edge;
  private final PackagingRequests requests;
  private final Settlement settlement;
  private final Events bus;

  public TableUpdate() {
    this(Settings.fromEnvironment());
  }

  private TableUpdate(Settings settings) {
    this(new Edge(settings), Wiring.from(settings), EventBus.from(settings));
  }

  private TableUpdate(Edge edge, Wiring tables, Events bus) {
    this(edge, tables.requests(), tables.settlement(), bus);
  }

  TableUpdate(Edge edge, PackagingRequests requests, Settlement settlement, Events bus) {
    this.edge = edge;
    this.requests = requests;
    this.settlement = settlement;
    this.bus = bus;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    edge.follow(in, out, context, this::events, bus);
  }

  private List<Event> events(Change change) {
    return switch (change) {
      case Change.Created(ObjectNode item) when is(item, "COMPLETED") -> List.of(outcome(item));
      case Change.Created(ObjectNode item) when is(item, "NEW") -> requested(item);
      case Change.Modified(ObjectNode before, ObjectNode after)
          when is(after, "COMPLETED") && !is(before, "COMPLETED") ->
          List.of(outcome(after));
      case Change.Modified(ObjectNode before, ObjectNode after)
          when is(after, "IN_PROGRESS") && is(before, "NEW") ->
          List.of(started(after));
      case Change.Deleted(ObjectNode item) when is(item, "NEW") || is(item, "IN_PROGRESS") -> {
        settlement.removed(orderId(item));
        yield List.of();
      }
      default -> List.of();
    };
  }

  private static boolean is(ObjectNode item, String status) {
    return item.path("productId").asText().equals("__metadata")
        && item.path("status").asText().equals(status);
  }

  /** What there is to pack; nothing, where the request was withdrawn meanwhile. */
  private List<Event> requested(ObjectNode metadata) {
    PackagingRequest request = requests.find(orderId(metadata));
    return request.header().isPresent()
        ? List.of(event("PackagingRequested", metadata, detail(metadata, products(request))))
        : List.of();
  }

  private static Event started(ObjectNode metadata) {
    return event("PackagingStarted", metadata, detail(metadata));
  }

  private Event outcome(ObjectNode metadata) {
    return outcome(settlement.completed(orderId(metadata)));
  }

  /** What is in the package of a request that is COMPLETED. */
  static Event outcome(PackagingRequest request) {
    ObjectNode metadata = Json.object().put("orderId", request.orderId());
    ArrayNode products = products(request);
    return products.isEmpty()
        ? event("PackagingFailed", metadata, detail(metadata))
        : event("PackageCreated", metadata, detail(metadata, products));
  }

  private static String orderId(ObjectNode metadata) {
    return metadata.path("orderId").asText();
  }

  private static ArrayNode products(PackagingRequest request) {
    ArrayNode products = Json.array();
    request
        .quantities()
        .forEach(
            (productId, quantity) -> {
              if (quantity > 0) {
                products.addObject().put("productId", productId).put("quantity", quantity);
              }
            });
    return products;
  }

  private static ObjectNode detail(ObjectNode metadata) {
    return Json.object().put("orderId", orderId(metadata));
  }

  private static ObjectNode detail(ObjectNode metadata, ArrayNode products) {
    return detail(metadata).set("products", products);
  }

  private static Event event(String type, ObjectNode metadata, ObjectNode detail) {
    return new Event("ecommerce.warehouse", type, orderId(metadata), detail);
  }
}
