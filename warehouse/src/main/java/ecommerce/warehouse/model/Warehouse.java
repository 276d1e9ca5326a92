package ecommerce.warehouse.model;

import ecommerce.edge.Outage;
import ecommerce.warehouse.model.PackagingRequests.Written;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Keeps the packaging requests in step with the orders, while they are NEW. Events may come twice
 * and in any order: a request that somebody works on, an older version of an order, and an order
 * that was withdrawn change nothing.
 */
public final class Warehouse {

  private static final int ATTEMPTS = 8;
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final PackagingRequests requests;
  private final InstantSource clock;

  public Warehouse(PackagingRequests requests, InstantSource clock) {
    this.requests = requests;
    this.clock = clock;
  }

  /** An order was made: a NEW request, unless there is one. Returns whether something changed. */
  public boolean ordered(Order order) {
    return untilWritten(
        order.orderId(), seen -> seen.header().isPresent() ? Written.NOTHING : make(seen, order));
  }

  /**
   * The products of an order changed. One never seen is taken as new. Returns whether something
   * changed.
   */
  public boolean changed(Order order) {
    return untilWritten(
        order.orderId(),
        seen -> {
          if (seen.header().isEmpty()) {
            return order.mayBePacked() ? make(seen, order) : Written.NOTHING;
          }
          boolean stale = !seen.isNew() || order.isOlderThan(seen.header().get().modifiedDate());
          boolean known =
              order.modifiedDate().isEmpty() && order.quantities().equals(seen.quantities());
          return stale || known
              ? Written.NOTHING
              : requests.update(seen, order.quantities(), date(order));
        });
  }

  /**
   * There is nothing to pack any more. Returns whether the request, if there is one, was still to
   * be begun.
   */
  public boolean withdrawn(String orderId) {
    return untilWritten(
        orderId,
        seen ->
            seen.header().isEmpty() || seen.isNew() ? requests.withdraw(seen) : Written.NOTHING);
  }

  private Written make(PackagingRequest seen, Order order) {
    return requests.make(seen, order.quantities(), date(order));
  }

  private String date(Order order) {
    return order
        .modifiedDate()
        .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
  }

  /** Looks and decides until the write finds what was seen. */
  private boolean untilWritten(String orderId, Function<PackagingRequest, Written> decision) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Written written = decision.apply(requests.find(orderId));
      if (written != Written.CHANGED_MEANWHILE) {
        return written == Written.DONE;
      }
      LockSupport.parkNanos(PAUSE.toNanos() * attempt);
    }
    throw new Outage(
        "the packaging request was changed by others at each of " + ATTEMPTS + " attempts");
  }
}
