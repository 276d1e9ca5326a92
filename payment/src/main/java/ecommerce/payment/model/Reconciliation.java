package ecommerce.payment.model;

import ecommerce.edge.Outage;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Goes over everything of which this service and the payment company may disagree: refunds that are
 * not finished, pending payments, and what the ledger says since it was last compared. What cannot
 * be answered now is left for the next time, and holds up nothing else; when the company does not
 * answer several times in a row, all is left for the next time.
 */
public final class Reconciliation {

  private static final int OUTAGES_IN_A_ROW = 5;

  /**
   * What was found.
   *
   * @param differences repaired ones, too
   * @param unanswered what is left for the next time
   */
  public record Report(
      int refunds, int pending, int ledger, int differences, int repaired, int unanswered) {}

  private final RefundLedger refundLedger;
  private final Refunds refunds;
  private final PendingPayments pending;
  private final PendingReview pendingReview;
  private final Unchecked unchecked;
  private final LedgerReview ledgerReview;

  public Reconciliation(
      RefundLedger refundLedger,
      Refunds refunds,
      PendingPayments pending,
      PendingReview pendingReview,
      Unchecked unchecked,
      LedgerReview ledgerReview) {
    this.refundLedger = refundLedger;
    this.refunds = refunds;
    this.pending = pending;
    this.pendingReview = pendingReview;
    this.unchecked = unchecked;
    this.ledgerReview = ledgerReview;
  }

  /**
   * @param before what is younger is left alone: it may be under way
   * @param mayGoOn whether there is time for more
   */
  public Report run(Instant before, BooleanSupplier mayGoOn) {
    Tally tally = new Tally(mayGoOn);
    int ofRefunds = tally.each(refundLedger.openSince(before), this::finish);
    int ofPending =
        tally.each(
            pending.waiting(),
            waiting -> {
              if (waiting.isOlderThan(before)) {
                pendingReview.review(waiting.payment()).ifPresent(tally::found);
              }
            });
    int ofLedger =
        tally.each(
            unchecked.writtenBefore(before),
            recorded -> ledgerReview.review(recorded).ifPresent(tally::found));
    return new Report(
        ofRefunds, ofPending, ofLedger, tally.differences, tally.repaired, tally.unanswered);
  }

  /** What an index says may be old. */
  private void finish(Refund seen) {
    Optional<Refund> refund =
        refundLedger.find(seen.orderId(), seen.refundId()).filter(Refund::open);
    if (refund.isPresent()
        && refunds.finish(refund.get()) instanceof RefundAnswer.Unanswered unanswered) {
      throw unanswered.cause();
    }
  }

  /** Counts, of one run. */
  private static final class Tally {

    private final BooleanSupplier mayGoOn;
    private int differences;
    private int repaired;
    private int unanswered;
    private int inARow;

    private Tally(BooleanSupplier mayGoOn) {
      this.mayGoOn = mayGoOn;
    }

    private <T> int each(Iterable<T> things, Consumer<T> look) {
      int looked = 0;
      for (T thing : things) {
        if (inARow >= OUTAGES_IN_A_ROW || !mayGoOn.getAsBoolean()) {
          break;
        }
        looked++;
        try {
          look.accept(thing);
          inARow = 0;
        } catch (Outage e) {
          unanswered++;
          inARow++;
        }
      }
      return looked;
    }

    private void found(Difference difference) {
      differences++;
      if (difference.repaired()) {
        repaired++;
      }
    }
  }
}
