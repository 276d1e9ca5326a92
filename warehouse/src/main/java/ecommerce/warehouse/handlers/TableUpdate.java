package ecommerce.warehouse.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Change;
import ecommerce.edge.Edge;
import ecommerce.edge.Event;
import ecommerce.edge.EventBus;
import ecommerce.edge.Events;
import ecommerce.edge.Settings;
import ecommerce.warehouse.adapters.DynamoPackages;
import ecommerce.warehouse.model.Packages;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Says what is in a package, when its request turns COMPLETED; or that nothing could be packed. */
public final class TableUpdate implements RequestStreamHandler {

  private final Edge edge;
  private final Packages packages;
  private final Events bus;

  public TableUpdate() {
    this(Settings.fromEnvironment());
  }

  private TableUpdate(Settings settings) {
    this(new Edge(settings), DynamoPackages.from(settings), EventBus.from(settings));
  }

  TableUpdate(Edge edge, Packages packages, Events bus) {
    this.edge = edge;
    this.packages = packages;
    this.bus = bus;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    edge.follow(in, out, context, this::events, bus);
  }

  private List<Event> events(Change change) {
    return switch (change) {
      case Change.Created(ObjectNode item) when isCompleted(item) -> List.of(outcome(item));
      case Change.Modified(ObjectNode before, ObjectNode after)
          when isCompleted(after) && !isCompleted(before) ->
          List.of(outcome(after));
      default -> List.of();
    };
  }

  private static boolean isCompleted(ObjectNode item) {
    return item.path("productId").asText().equals("__metadata")
        && item.path("status").asText().equals("COMPLETED");
  }

  private Event outcome(ObjectNode metadata) {
    return PackageEvents.outcome(packages.request(metadata.path("orderId").asText()));
  }
}
