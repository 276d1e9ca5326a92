package ecommerce.payment.model;

import ecommerce.payment.model.Difference.Kind;
import java.util.Optional;

/**
 * Compares a pending payment with what the payment company says. What the company has done already
 * is finished here; a token that it does not know is for people.
 */
public final class PendingReview {

  private final OrderPayments payments;
  private final PaymentCompany company;
  private final DifferenceAnnouncements announcements;

  public PendingReview(
      OrderPayments payments, PaymentCompany company, DifferenceAnnouncements announcements) {
    this.payments = payments;
    this.company = company;
    this.announcements = announcements;
  }

  public Optional<Difference> review(Pending payment) {
    Standing found = company.standing(payment.token());
    return switch (found.is()) {
      case AUTHORISED -> Optional.empty();
      case CAPTURED -> finished(payment, Move.CAPTURE, found);
      case CANCELLED -> finished(payment, Move.RELEASE, found);
      case UNKNOWN -> announced(Difference.ofPending(payment, Kind.TOKEN_UNKNOWN, found, false));
    };
  }

  private Optional<Difference> finished(Pending payment, Move move, Standing found) {
    Optional<LedgerEntry> ended = payments.finish(payment, move);
    return ended.isEmpty() // somebody else has finished it
        ? Optional.empty()
        : announced(
            Difference.ofPending(payment, Kind.STILL_PENDING, found, ended.get().isFinal()));
  }

  private Optional<Difference> announced(Difference difference) {
    announcements.announce(difference);
    return Optional.of(difference);
  }
}
