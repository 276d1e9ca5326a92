package ecommerce.cost;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * Meters orders as they happen: reads before, lets them run, waits until nothing moves any more,
 * reads again.
 */
public final class Metering {

  private final Meter meter;
  private final Duration pause;
  private final Duration patience;

  /**
   * @param pause between two readings that must be the same
   */
  public Metering(Meter meter, Duration pause, Duration patience) {
    this.meter = meter;
    this.pause = pause;
    this.patience = patience;
  }

  /**
   * @return what one of the orders used, on average
   * @throws IllegalStateException where the environment does not become quiet
   */
  public Usage perOrder(int orders, Runnable order) {
    Instant from = Instant.now();
    Usage before = meter.since(from);
    for (int i = 0; i < orders; i++) {
      order.run();
    }
    return quiet(from).since(before).perOrder(orders);
  }

  private Usage quiet(Instant from) {
    long deadline = System.nanoTime() + patience.toNanos();
    Usage last = meter.since(from);
    while (true) {
      LockSupport.parkNanos(pause.toNanos());
      Usage now = meter.since(from);
      if (now.equals(last)) {
        return now;
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "the environment did not become quiet within " + patience.toSeconds() + " s");
      }
      last = now;
    }
  }
}
