package ecommerce.warehouse.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import ecommerce.edge.Edge;
import ecommerce.edge.Event;
import ecommerce.edge.Fields;
import ecommerce.edge.InvalidInput;
import ecommerce.edge.InvocationLog;
import ecommerce.edge.Settings;
import ecommerce.warehouse.adapters.Wiring;
import ecommerce.warehouse.model.Warehouse;
import java.io.InputStream;
import java.io.OutputStream;

/** Follows the orders: makes, updates and withdraws their packaging requests. */
public final class OnEvents implements RequestStreamHandler {

  private final Edge edge;
  private final Warehouse warehouse;

  public OnEvents() {
    this(Settings.fromEnvironment());
  }

  private OnEvents(Settings settings) {
    this(new Edge(settings), Wiring.from(settings).warehouse());
  }

  OnEvents(Edge edge, Warehouse warehouse) {
    this.edge = edge;
    this.warehouse = warehouse;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    edge.consume(in, context, this::react);
  }

  private void react(Event event, InvocationLog log) {
    String metric =
        switch (event.type()) {
          case "OrderCreated" ->
              counted(warehouse.ordered(OrderFields.order(event.fields())), "RequestMade");
          case "OrderModified" -> modified(event.fields());
          case "OrderDeleted" ->
              counted(warehouse.withdrawn(event.fields().text("orderId")), "RequestWithdrawn");
          default -> throw new InvalidInput("detail-type is not one that warehouse reacts to");
        };
    log.count(metric);
  }

  private String modified(Fields detail) {
    Fields order = detail.object("new");
    if (order.json().path("status").asText().equals("CANCELLED")) {
      return counted(warehouse.withdrawn(order.text("orderId")), "RequestWithdrawn");
    }
    boolean products =
        detail
            .json()
            .path("changed")
            .valueStream()
            .anyMatch(name -> name.asText().equals("products"));
    return counted(products && warehouse.changed(OrderFields.order(order)), "RequestUpdated");
  }

  private static String counted(boolean changed, String metric) {
    return changed ? metric : "NothingChanged";
  }
}
