package ecommerce.edge;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * The pauses between attempts to change what others change as well. They grow and are of random
 * length, so that those who met once do not meet again; together they take no more than a limit,
 * which leaves a function the time for its answer. One is used for one change.
 */
public final class Patience {

  private static final long FIRST = Duration.ofMillis(10).toNanos();
  private static final long LONGEST = Duration.ofMillis(200).toNanos();

  private final String what;
  private final Duration limit;
  private final long deadline;
  private long longest = FIRST;

  /**
   * Begins now.
   *
   * @param what is changed, for the message of the outage
   */
  public Patience(String what, Duration limit) {
    this.what = what;
    this.limit = limit;
    this.deadline = System.nanoTime() + limit.toNanos();
  }

  /**
   * Waits before the next attempt.
   *
   * @throws Outage when no pause fits into the time that is left
   */
  public void pause() {
    pause(null);
  }

  /**
   * Waits before the next attempt.
   *
   * @param cause why there has to be one
   * @throws Outage when no pause fits into the time that is left
   */
  public void pause(Exception cause) {
    long pause = 1 + ThreadLocalRandom.current().nextLong(longest);
    if (System.nanoTime() + pause - deadline > 0) {
      throw new Outage(
          what + " was changed by others at each attempt of " + limit.toMillis() + " ms", cause);
    }
    LockSupport.parkNanos(pause);
    longest = Math.min(LONGEST, longest * 2);
  }
}
