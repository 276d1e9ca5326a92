package ecommerce.orders.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Edge;
import ecommerce.edge.Event;
import ecommerce.edge.Events;
import ecommerce.edge.InvocationLog;
import ecommerce.edge.Json;
import ecommerce.edge.Settings;
import ecommerce.edge.watch.Retelling;
import ecommerce.edge.watch.SecondDelivery;
import ecommerce.orders.adapters.Orders;
import ecommerce.orders.model.Lookout;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * Looks after orders that do not go on, on a schedule: brings dead letters to {@link OnEvents} once
 * more, and reports the orders that are past their deadline. Answers {@code {"handled", "failed",
 * "unreadable", "stuck", "reported"}}. Asked by payment (PaymentStuck), it says again that an order
 * is CANCELLED.
 */
public final class Watch implements RequestStreamHandler {

  /** What is left for the lookout, and for one letter or page that has begun. */
  private static final int LOOKOUT = 35_000;

  private static final int LAST = 15_000;

  private final Edge edge;
  private final SecondDelivery letters;
  private final Lookout lookout;
  private final Orders orders;
  private final Retelling retelling;

  public Watch() {
    this(new WatchWiring(Settings.fromEnvironment()));
  }

  private Watch(WatchWiring wiring) {
    this(
        wiring.settings(),
        SecondDelivery.from(wiring.settings()),
        wiring.lookout(),
        wiring.orders(),
        wiring.bus());
  }

  Watch(Settings settings, SecondDelivery letters, Lookout lookout, Orders orders, Events bus) {
    this.edge = new Edge(settings);
    this.letters = letters;
    this.lookout = lookout;
    this.orders = orders;
    this.retelling = new Retelling(this::cancelled, bus);
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    edge.invoke(
        in,
        out,
        context,
        (event, log) ->
            Retelling.isInquiry(event) ? retelling.answer(event, log) : look(context, log));
  }

  private ObjectNode look(Context context, InvocationLog log) {
    ObjectNode report = letters.run(() -> context.getRemainingTimeInMillis() > LOOKOUT, log);
    Lookout.Seen seen = lookout.look(() -> context.getRemainingTimeInMillis() > LAST);
    if (seen.stuck() > 0) {
      log.count("OrdersStuck", seen.stuck());
    }
    return report.put("stuck", seen.stuck()).put("reported", seen.reported());
  }

  /** A payment that waits for too long may have missed that its order was cancelled. */
  private List<Event> cancelled(String orderId) {
    return orders
        .find(orderId)
        .filter(order -> order.path("status").asText().equals("CANCELLED"))
        .map(Watch::cancelled)
        .stream()
        .toList();
  }

  /** Only a NEW order is ever cancelled. */
  private static Event cancelled(ObjectNode order) {
    ObjectNode detail = Json.object();
    detail.set("old", order.deepCopy().put("status", "NEW"));
    detail.set("new", order);
    detail.putArray("changed").add("status");
    return new Event("ecommerce.orders", "OrderModified", order.path("orderId").asText(), detail);
  }
}
