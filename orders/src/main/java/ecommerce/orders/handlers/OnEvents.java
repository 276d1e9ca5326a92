package ecommerce.orders.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import ecommerce.edge.Edge;
import ecommerce.edge.Event;
import ecommerce.edge.Fields;
import ecommerce.edge.InvocationLog;
import ecommerce.edge.Settings;
import ecommerce.orders.model.OrderProgress;
import ecommerce.orders.model.OrderStatus;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * Moves orders along as warehouse, delivery and payment report. An event of an order that is not
 * known, that was seen before, or that comes too late changes nothing and is no error; events that
 * say nothing about an order's status are let pass.
 */
public final class OnEvents implements RequestStreamHandler {

  private final Edge edge;
  private final OrderProgress progress;

  public OnEvents() {
    this(new Wiring(Settings.fromEnvironment()));
  }

  private OnEvents(Wiring wiring) {
    this(wiring.settings(), wiring.progress());
  }

  OnEvents(Settings settings, OrderProgress progress) {
    this.edge = new Edge(settings);
    this.progress = progress;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    edge.consume(in, context, this::follow);
  }

  private void follow(Event event, InvocationLog log) {
    boolean changed =
        switch (event.source() + " " + event.type()) {
          case "ecommerce.warehouse PackageCreated" -> progress.pack(orderId(event), packed(event));
          case "ecommerce.warehouse PackagingFailed" ->
              progress.move(orderId(event), OrderStatus.PACKAGING_FAILED);
          case "ecommerce.delivery DeliveryStarted" -> deliver(event, OrderStatus.IN_DELIVERY);
          case "ecommerce.delivery DeliveryCompleted" -> deliver(event, OrderStatus.FULFILLED);
          case "ecommerce.delivery DeliveryFailed" -> deliver(event, OrderStatus.DELIVERY_FAILED);
          case "ecommerce.payment PaymentRefunded" ->
              progress.refund(orderId(event), event.fields().amount("amount"));
          default -> false;
        };
    log.put("outcome", changed ? "changed" : "nothing to change");
  }

  private boolean deliver(Event event, OrderStatus to) {
    return progress.deliver(orderId(event), to, event.fields().optionalText("trackingNumber"));
  }

  private static String orderId(Event event) {
    return event.fields().text("orderId");
  }

  private static Map<String, Long> packed(Event event) {
    Map<String, Long> quantities = new HashMap<>();
    for (Fields product : event.fields().list("products")) {
      quantities.merge(
          product.text("productId"), product.optionalAmount("quantity").orElse(1), Math::addExact);
    }
    return quantities;
  }
}
