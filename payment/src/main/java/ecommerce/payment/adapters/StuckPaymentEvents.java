package ecommerce.payment.adapters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Event;
import ecommerce.edge.Events;
import ecommerce.edge.Json;
import ecommerce.edge.Outage;
import ecommerce.payment.model.Awaited;
import ecommerce.payment.model.PendingAge;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reports stuck payments as PaymentStuck, which is an inquiry as well: who knows how the order
 * ended says so again.
 */
public final class StuckPaymentEvents implements Consumer<PendingAge> {

  private final Events bus;

  public StuckPaymentEvents(Events bus) {
    this.bus = bus;
  }

  @Override
  public void accept(PendingAge payment) {
    ObjectNode detail =
        Json.object()
            .put("orderId", payment.orderId())
            .put("since", payment.since().orElseThrow().toString());
    detail
        .putObject("awaited")
        .put("service", Awaited.END_OF_ORDER.service())
        .put("event", Awaited.END_OF_ORDER.event())
        .put("words", Awaited.END_OF_ORDER.words());
    Event stuck = new Event("ecommerce.payment", "PaymentStuck", payment.orderId(), detail);
    if (!bus.publish(List.of(stuck)).isEmpty()) {
      throw new Outage("the event bus did not take PaymentStuck");
    }
  }
}
