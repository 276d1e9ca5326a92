package ecommerce.orders.model;

import ecommerce.edge.Outage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Looks for orders that stay in a status past its deadline, and reports each of them once a
 * deadline. Reporting twice is harmless, not reporting is not: an order counts as reported only
 * after it was.
 */
public final class Lookout {

  /**
   * What was seen.
   *
   * @param stuck how many orders are past their deadline now
   * @param reported how many of them were reported this time
   */
  public record Seen(int stuck, int reported) {}

  private final WaitingOrders orders;
  private final StuckReports reports;
  private final StuckAnnouncements announcements;
  private final Deadlines deadlines;
  private final InstantSource clock;

  public Lookout(
      WaitingOrders orders,
      StuckReports reports,
      StuckAnnouncements announcements,
      Deadlines deadlines,
      InstantSource clock) {
    this.orders = orders;
    this.reports = reports;
    this.announcements = announcements;
    this.deadlines = deadlines;
    this.clock = clock;
  }

  /**
   * Looks once.
   *
   * @param inTime whether there is time for one more page; what is left is seen the next time
   * @throws Outage where orders could not be reported; the others were
   */
  public Seen look(BooleanSupplier inTime) {
    int stuck = 0;
    int due = 0;
    int settled = 0;
    for (Map.Entry<OrderStatus, Duration> status : new TreeMap<>(deadlines.byStatus()).entrySet()) {
      Instant now = clock.instant();
      for (List<StuckOrder> page : orders.in(status.getKey(), now.minus(status.getValue()))) {
        List<StuckOrder> toReport = reports.due(page, now);
        List<StuckOrder> told = announcements.announce(toReport);
        told.forEach(order -> reports.reported(order, now.plus(status.getValue())));
        stuck += page.size();
        due += toReport.size();
        settled += told.size();
        if (!inTime.getAsBoolean()) {
          break;
        }
      }
    }
    if (settled < due) {
      throw new Outage((due - settled) + " stuck orders could not be reported");
    }
    return new Seen(stuck, settled);
  }
}
