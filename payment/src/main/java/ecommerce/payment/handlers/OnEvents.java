package ecommerce.payment.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import ecommerce.edge.Edge;
import ecommerce.edge.Event;
import ecommerce.edge.Fields;
import ecommerce.edge.InvalidInput;
import ecommerce.edge.InvocationLog;
import ecommerce.edge.Settings;
import ecommerce.payment.adapters.Wiring;
import ecommerce.payment.model.LedgerEntry;
import ecommerce.payment.model.Move;
import ecommerce.payment.model.OrderPayments;
import ecommerce.payment.model.Refunds;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Follows orders and deliveries: remembers, changes, captures and releases their payments, and
 * gives back what was captured above a total that was heard of too late.
 */
public final class OnEvents implements RequestStreamHandler {

  private final Edge edge;
  private final OrderPayments payments;
  private final Refunds refunds;

  public OnEvents() {
    this(new Wiring(Settings.fromEnvironment()));
  }

  private OnEvents(Wiring wiring) {
    this(new Edge(wiring.settings()), wiring.orderPayments(), wiring.refunds());
  }

  OnEvents(Edge edge, OrderPayments payments, Refunds refunds) {
    this.edge = edge;
    this.payments = payments;
    this.refunds = refunds;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    edge.consume(in, context, this::react);
  }

  private void react(Event event, InvocationLog log) {
    switch (event.type()) {
      case "OrderCreated" -> ordered(event.fields(), log);
      case "OrderModified" -> modified(event.fields(), log);
      case "DeliveryCompleted" -> settle(event.fields().text("orderId"), Move.CAPTURE, log);
      case "DeliveryFailed", "PackagingFailed" ->
          settle(event.fields().text("orderId"), Move.RELEASE, log);
      default -> throw new InvalidInput("detail-type is not one that payment reacts to");
    }
  }

  private void ordered(Fields order, InvocationLog log) {
    Optional<String> token = order.optionalText("paymentToken");
    String orderId = order.text("orderId");
    token
        .flatMap(known -> payments.ordered(orderId, known, order.optionalAmount("total")))
        .ifPresent(entry -> count(entry, log));
  }

  private void modified(Fields detail, InvocationLog log) {
    Fields order = detail.object("new");
    String orderId = order.text("orderId");
    if (order.json().path("status").asText().equals("CANCELLED")) {
      settle(orderId, Move.RELEASE, log);
    } else if (detail
        .json()
        .path("changed")
        .valueStream()
        .anyMatch(name -> name.asText().equals("total"))) {
      changeTotal(orderId, order.amount("total"), log);
    }
  }

  private void changeTotal(String orderId, long total, InvocationLog log) {
    switch (payments.changeTotal(orderId, total)) {
      case ACCEPTED, FORESEEN -> log.count("AmountUpdated");
      case REFUSED -> log.count("AmountRefused");
      case ENDED ->
          refunds.lowered(orderId, total).ifPresent(answer -> RefundMetrics.count(answer, log));
    }
  }

  private void settle(String orderId, Move move, InvocationLog log) {
    payments.settle(orderId, move).ifPresent(entry -> count(entry, log));
  }

  private static void count(LedgerEntry entry, InvocationLog log) {
    String outcome =
        switch (entry.outcome()) {
          case PROCESSED -> "Captured";
          case CANCELLED -> "Released";
          case FAILED -> "Failed";
        };
    log.count("Payments" + outcome).count("Amount" + outcome, entry.amount());
  }
}
