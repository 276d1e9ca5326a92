package ecommerce.payment.adapters;

import ecommerce.edge.EventBus;
import ecommerce.edge.Settings;
import ecommerce.payment.model.LedgerReview;
import ecommerce.payment.model.OrderPayments;
import ecommerce.payment.model.PaymentCompany;
import ecommerce.payment.model.PendingPayments;
import ecommerce.payment.model.PendingReview;
import ecommerce.payment.model.Reconciliation;
import ecommerce.payment.model.RefundLedger;
import ecommerce.payment.model.Refunds;
import ecommerce.payment.model.Unchecked;
import java.time.InstantSource;

/** Puts the service together as its environment says. */
public final class Wiring {

  private final InstantSource clock = InstantSource.system();
  private final Settings settings;
  private final Tables tables;
  private final PaymentCompany company;
  private final BusAnnouncements announcements;

  public Wiring(Settings settings) {
    this.settings = settings;
    this.tables = Tables.from(settings);
    this.company = HttpPaymentCompany.from(settings);
    this.announcements = new BusAnnouncements(EventBus.from(settings));
  }

  public Settings settings() {
    return settings;
  }

  public OrderPayments orderPayments() {
    return new OrderPayments(pending(), new DynamoLedger(tables, clock), company, announcements);
  }

  public Refunds refunds() {
    return new Refunds(refundLedger(), company, announcements);
  }

  public Reconciliation reconciliation() {
    Unchecked unchecked = new DynamoUnchecked(tables);
    return new Reconciliation(
        refundLedger(),
        refunds(),
        pending(),
        new PendingReview(orderPayments(), company, announcements),
        unchecked,
        new LedgerReview(unchecked, company, announcements));
  }

  private PendingPayments pending() {
    return new DynamoPendingPayments(tables, clock);
  }

  private RefundLedger refundLedger() {
    return new DynamoRefunds(tables, clock);
  }
}
