package ecommerce.payment.model;

import ecommerce.payment.model.Difference.Kind;
import java.util.Optional;

/**
 * Compares what the ledger says of a token with what the payment company says. An authorisation
 * that should have been released is released; any other difference is for people, is announced
 * once, and is looked at again until it is gone. No money is taken or given back here.
 */
public final class LedgerReview {

  private final Unchecked unchecked;
  private final PaymentCompany company;
  private final DifferenceAnnouncements announcements;

  public LedgerReview(
      Unchecked unchecked, PaymentCompany company, DifferenceAnnouncements announcements) {
    this.unchecked = unchecked;
    this.company = company;
    this.announcements = announcements;
  }

  /**
   * @return the difference, also one that was announced before; empty where there is none
   */
  public Optional<Difference> review(Recorded recorded) {
    Standing found = company.standing(recorded.entry().token());
    Optional<Kind> kind = difference(recorded, found);
    if (kind.isEmpty()) {
      if (found.refunded() == recorded.refunded()) {
        unchecked.agree(recorded);
      }
      return Optional.empty();
    }
    if (!unchecked.stands(recorded)) { // money moved while the company was asked: the next time
      return Optional.empty();
    }
    boolean repaired = kind.get() == Kind.NOT_RELEASED && release(recorded);
    Difference difference = Difference.ofLedger(recorded, kind.get(), found, repaired);
    if (repaired || !kind.equals(recorded.reported())) {
      announcements.announce(difference);
    }
    if (repaired) {
      unchecked.agree(recorded);
    } else {
      unchecked.differ(recorded, kind.get());
    }
    return Optional.of(difference);
  }

  private boolean release(Recorded recorded) {
    return company.settle(recorded.entry().token(), Move.RELEASE).ok();
  }

  private static Optional<Kind> difference(Recorded recorded, Standing found) {
    return switch (recorded.entry().outcome()) {
      case PROCESSED -> captured(recorded, found);
      case CANCELLED ->
          switch (found.is()) {
            case CANCELLED -> Optional.empty();
            case AUTHORISED -> Optional.of(Kind.NOT_RELEASED);
            case CAPTURED -> Optional.of(Kind.CAPTURED_UNKNOWN);
            case UNKNOWN -> Optional.of(Kind.TOKEN_UNKNOWN);
          };
      // What failed may be asked for again as long as it is authorised.
      case FAILED ->
          found.is() == Standing.Is.CAPTURED
              ? Optional.of(Kind.CAPTURED_UNKNOWN)
              : Optional.empty();
    };
  }

  private static Optional<Kind> captured(Recorded recorded, Standing found) {
    return switch (found.is()) {
      case AUTHORISED, CANCELLED -> Optional.of(Kind.NOT_CAPTURED);
      case UNKNOWN -> Optional.of(Kind.TOKEN_UNKNOWN);
      case CAPTURED -> {
        if (found.amount() != recorded.entry().amount()) {
          yield Optional.of(Kind.AMOUNT_DIFFERS);
        }
        yield recorded.explains(found.refunded())
            ? Optional.empty()
            : Optional.of(Kind.REFUNDED_DIFFERS);
      }
    };
  }
}
