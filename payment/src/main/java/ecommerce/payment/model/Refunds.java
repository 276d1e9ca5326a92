package ecommerce.payment.model;

import ecommerce.edge.Outage;
import ecommerce.edge.Patience;
import ecommerce.payment.model.Refund.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Gives money back. The amount is taken from what is left of the captured amount before the company
 * is asked, and comes back only when the company refuses: so never more than was captured is given
 * back or under way. A refund goes in steps, each of which may be the last one before a crash: the
 * ledger takes the amount, the company moves the money, the ledger says so, the outcome is
 * announced, the refund is closed. The same request again, or {@link #finish}, does the steps that
 * are left.
 */
public final class Refunds {

  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final RefundLedger ledger;
  private final PaymentCompany company;
  private final RefundAnnouncements announcements;

  public Refunds(RefundLedger ledger, PaymentCompany company, RefundAnnouncements announcements) {
    this.ledger = ledger;
    this.company = company;
    this.announcements = announcements;
  }

  /** Gives an amount back, once for each id. */
  public RefundAnswer refund(RefundRequest request) {
    for (Patience patience = patience(); ; patience.pause()) {
      Optional<Refund> before = ledger.find(request.orderId(), request.refundId());
      if (before.isPresent()) {
        return again(before.get(), request);
      }
      Optional<Captured> captured = ledger.captured(request.orderId());
      long left = captured.map(Captured::left).orElse(0L);
      long amount = request.amount().orElse(left);
      if (captured.isEmpty() || amount > left || left == 0) {
        return new RefundAnswer.Impossible(whyNot(captured));
      }
      Refund refund = Refund.pending(request, captured.get().token(), amount);
      if (ledger.open(refund)) {
        return finish(refund);
      }
      // Another refund came first: look at what it left.
    }
  }

  /**
   * The total of an order whose payment has ended is this. What was captured above it is given
   * back, once: the lowest total counts.
   *
   * @return empty where there is nothing to give back
   */
  public Optional<RefundAnswer> lowered(String orderId, long total) {
    for (Patience patience = patience(); ; patience.pause()) {
      Optional<Captured> captured = ledger.captured(orderId);
      if (captured.isEmpty()) {
        return Optional.empty();
      }
      Captured is = captured.get();
      long amount = Math.min(is.owed() - total, is.left());
      if (amount <= 0) {
        return ledger
            .find(orderId, RefundRequest.totalId(total))
            .filter(Refund::open)
            .map(this::finish);
      }
      RefundRequest request = RefundRequest.ofTotal(orderId, total, amount);
      Refund refund = Refund.pending(request, is.token(), amount);
      if (ledger.open(refund, is.owed(), total)) {
        return Optional.of(finish(refund));
      }
    }
  }

  /** Does the steps of a refund that are left. */
  public RefundAnswer finish(Refund refund) {
    Refund stands = refund;
    if (refund.status() == Status.PENDING) {
      boolean ok;
      try {
        ok = company.refund(refund.token(), refund.refundId(), refund.amount());
      } catch (Outage e) {
        return new RefundAnswer.Unanswered(refund, e);
      }
      stands = settled(refund, ok);
    }
    if (stands.status() == Status.PENDING) {
      // Refused there, and asked for again, within one answer.
      throw new Outage("the refund was asked for again by somebody else");
    }
    if (stands.open()) {
      announcements.announce(stands, ledger.captured(stands));
      ledger.close(stands);
    }
    return stands.status() == Status.REFUSED
        ? new RefundAnswer.Refused(stands)
        : new RefundAnswer.Given(stands);
  }

  private RefundAnswer again(Refund before, RefundRequest request) {
    if (!before.isFor(request)) {
      return new RefundAnswer.Impossible(
          "idempotencyKey was used before for another amount or reason");
    }
    if (before.status() != Status.REFUSED) {
      return finish(before);
    }
    if (ledger.reopen(before)) {
      return finish(before.now(Status.PENDING, Optional.empty()));
    }
    Refund now = stands(before);
    return now.status() == Status.REFUSED
        ? new RefundAnswer.Impossible(whyNot(ledger.captured(before.orderId())))
        : finish(now); // somebody else has asked for it again
  }

  /** Where somebody else was faster, what he wrote stands. */
  private Refund settled(Refund refund, boolean ok) {
    String failure = "the payment company refused to give the amount back";
    boolean written = ok ? ledger.done(refund) : ledger.refuse(refund, failure);
    if (written) {
      return ok
          ? refund.now(Status.DONE, Optional.empty())
          : refund.now(Status.REFUSED, Optional.of(failure));
    }
    return stands(refund);
  }

  private Refund stands(Refund refund) {
    return ledger.find(refund.orderId(), refund.refundId()).orElseThrow();
  }

  private static String whyNot(Optional<Captured> captured) {
    OptionalLong left =
        captured.isEmpty() ? OptionalLong.empty() : OptionalLong.of(captured.get().left());
    if (left.isEmpty()) {
      return "nothing was captured for this order";
    }
    return left.getAsLong() == 0
        ? "nothing is left to give back"
        : "amount is above what is left to give back, " + left.getAsLong();
  }

  private static Patience patience() {
    return new Patience("what is left to refund of the order", LIMIT);
  }
}
