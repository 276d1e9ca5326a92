package ecommerce.payment.adapters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Event;
import ecommerce.edge.Events;
import ecommerce.edge.Json;
import ecommerce.edge.Outage;
import ecommerce.payment.model.Announcements;
import ecommerce.payment.model.LedgerEntry;
import java.util.List;

/** {@link Announcements} as events: PaymentProcessed, PaymentCancelled, PaymentFailed. */
public final class BusAnnouncements implements Announcements {

  private final Events bus;

  public BusAnnouncements(Events bus) {
    this.bus = bus;
  }

  @Override
  public void announce(LedgerEntry entry) {
    ObjectNode detail = Json.object().put("orderId", entry.orderId()).put("amount", entry.amount());
    entry.reason().ifPresent(reason -> detail.put("reason", reason));
    String type =
        switch (entry.outcome()) {
          case PROCESSED -> "PaymentProcessed";
          case CANCELLED -> "PaymentCancelled";
          case FAILED -> "PaymentFailed";
        };
    if (!bus.publish(List.of(new Event("ecommerce.payment", type, entry.orderId(), detail)))
        .isEmpty()) {
      throw new Outage("the event bus did not take " + type);
    }
  }
}
