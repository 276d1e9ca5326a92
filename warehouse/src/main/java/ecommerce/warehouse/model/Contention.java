package ecommerce.warehouse.model;

import ecommerce.edge.Outage;
import ecommerce.warehouse.model.PackagingRequests.Written;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Patience with others who write to the same things: tries again after pauses that grow and are of
 * random length, so that those who met once do not meet again. Gives up with an {@link Outage} once
 * no pause fits into its time.
 *
 * @param limit how long it tries; what calls it must have more
 */
public record Contention(Duration limit) {

  private static final long FIRST_MILLIS = 10;
  private static final long LONGEST_MILLIS = 250;

  /** Looks and decides until the write finds what was seen. */
  Written untilWritten(String what, Supplier<Written> attempt) {
    long deadline = System.nanoTime() + limit.toNanos();
    for (long longest = FIRST_MILLIS; ; longest = Math.min(LONGEST_MILLIS, longest * 2)) {
      Written written = attempt.get();
      if (written != Written.CHANGED_MEANWHILE) {
        return written;
      }
      long pause = Duration.ofMillis(1 + ThreadLocalRandom.current().nextLong(longest)).toNanos();
      if (System.nanoTime() + pause > deadline) {
        throw new Outage(what + " was changed by others at each attempt of " + limit);
      }
      LockSupport.parkNanos(pause);
    }
  }
}
