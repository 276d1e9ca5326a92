package ecommerce.payment.adapters;

import ecommerce.edge.EventBus;
import ecommerce.edge.Settings;
import ecommerce.payment.model.OrderPayments;
import java.time.InstantSource;

/** Puts the service together as its environment says. */
public final class Wiring {

  private Wiring() {}

  public static OrderPayments orderPayments(Settings settings) {
    Tables tables = Tables.from(settings);
    return new OrderPayments(
        new DynamoPendingPayments(tables),
        new DynamoLedger(tables, InstantSource.system()),
        HttpPaymentCompany.from(settings),
        new BusAnnouncements(EventBus.from(settings)));
  }
}
