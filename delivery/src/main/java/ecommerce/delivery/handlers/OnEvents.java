package ecommerce.delivery.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import ecommerce.delivery.adapters.DynamoDeliveries;
import ecommerce.delivery.adapters.HttpOrders;
import ecommerce.delivery.model.Deliveries;
import ecommerce.delivery.model.Dispatch;
import ecommerce.delivery.model.Orders;
import ecommerce.edge.Edge;
import ecommerce.edge.Event;
import ecommerce.edge.InvalidInput;
import ecommerce.edge.InvocationLog;
import ecommerce.edge.Settings;
import java.io.InputStream;
import java.io.OutputStream;

/** Makes a delivery of each package. */
public final class OnEvents implements RequestStreamHandler {

  private final Edge edge;
  private final Dispatch dispatch;

  public OnEvents() {
    this(Settings.fromEnvironment());
  }

  private OnEvents(Settings settings) {
    this(new Edge(settings), HttpOrders.from(settings), DynamoDeliveries.from(settings));
  }

  OnEvents(Edge edge, Orders orders, Deliveries deliveries) {
    this.edge = edge;
    this.dispatch = new Dispatch(orders, deliveries);
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    edge.consume(in, context, this::react);
  }

  private void react(Event event, InvocationLog log) {
    if (!event.type().equals("PackageCreated")) {
      throw new InvalidInput("detail-type is not one that delivery reacts to");
    }
    Dispatch.Result result = dispatch.packed(event.fields().text("orderId"));
    log.put("result", result.name());
    if (result == Dispatch.Result.MADE) {
      log.count("DeliveryMade");
    }
  }
}
