package ecommerce.payment.model;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Payments that are pending past a deadline: nobody has said how their order ended. Each is
 * reported once a deadline, and counts as reported only after it was.
 */
public final class StuckPayments {

  /**
   * What was seen.
   *
   * @param stuck how many payments are past the deadline now
   * @param reported how many of them were reported this time
   */
  public record Seen(int stuck, int reported) {}

  private final PendingAges pending;
  private final Consumer<PendingAge> report;
  private final Duration deadline;
  private final InstantSource clock;

  /**
   * @param report tells others of a stuck payment; throws where that does not succeed
   */
  public StuckPayments(
      PendingAges pending, Consumer<PendingAge> report, Duration deadline, InstantSource clock) {
    this.pending = pending;
    this.report = report;
    this.deadline = deadline;
    this.clock = clock;
  }

  /**
   * Looks once.
   *
   * @param inTime whether there is time for one more page; what is left is seen the next time
   */
  public Seen look(BooleanSupplier inTime) {
    Instant now = clock.instant();
    Instant due = now.minus(deadline);
    int stuck = 0;
    int reported = 0;
    for (List<PendingAge> page : pending.unseenOrBefore(due)) {
      for (PendingAge payment : page) {
        if (payment.since().isEmpty()) {
          pending.seen(payment.orderId(), now);
          continue;
        }
        stuck++;
        if (payment.reported().isEmpty() || !payment.reported().get().isAfter(due)) {
          report.accept(payment);
          pending.reported(payment.orderId(), now);
          reported++;
        }
      }
      if (!inTime.getAsBoolean()) {
        break;
      }
    }
    return new Seen(stuck, reported);
  }
}
