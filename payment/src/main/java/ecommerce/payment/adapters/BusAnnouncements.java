package ecommerce.payment.adapters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Event;
import ecommerce.edge.Events;
import ecommerce.edge.Json;
import ecommerce.edge.Outage;
import ecommerce.payment.model.Announcements;
import ecommerce.payment.model.Captured;
import ecommerce.payment.model.Difference;
import ecommerce.payment.model.DifferenceAnnouncements;
import ecommerce.payment.model.LedgerEntry;
import ecommerce.payment.model.Refund;
import ecommerce.payment.model.RefundAnnouncements;
import ecommerce.payment.model.Standing;
import java.util.List;

/**
 * What payment says, as events: PaymentProcessed, PaymentCancelled and PaymentFailed of payments,
 * PaymentRefunded and RefundFailed of refunds, PaymentDifference of what the payment company says
 * otherwise.
 */
public final class BusAnnouncements
    implements Announcements, RefundAnnouncements, DifferenceAnnouncements {

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
    publish(type, entry.orderId(), detail);
  }

  @Override
  public void announce(Refund refund, Captured captured) {
    ObjectNode detail =
        Json.object()
            .put("orderId", refund.orderId())
            .put("amount", refund.amount())
            .put("refundId", refund.refundId());
    if (refund.status() == Refund.Status.DONE) {
      detail.put("refunded", captured.refunded()).put("captured", captured.amount());
      publish("PaymentRefunded", refund.orderId(), detail);
    } else {
      publish("RefundFailed", refund.orderId(), detail.put("reason", refund.failure().orElse("")));
    }
  }

  @Override
  public void announce(Difference difference) {
    ObjectNode detail =
        Json.object()
            .put("orderId", difference.orderId())
            .put("difference", difference.kind().name())
            .put("repaired", difference.repaired());
    detail
        .putObject("recorded")
        .put("status", difference.recorded())
        .put("amount", difference.amount())
        .put("refunded", difference.refunded());
    Standing found = difference.found();
    detail
        .putObject("found")
        .put("status", found.is().name())
        .put("amount", found.amount())
        .put("refunded", found.refunded());
    publish("PaymentDifference", difference.orderId(), detail);
  }

  private void publish(String type, String orderId, ObjectNode detail) {
    if (!bus.publish(List.of(new Event("ecommerce.payment", type, orderId, detail))).isEmpty()) {
      throw new Outage("the event bus did not take " + type);
    }
  }
}
