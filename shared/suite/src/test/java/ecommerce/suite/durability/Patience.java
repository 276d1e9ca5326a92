package ecommerce.suite.durability;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Asking again, whatever happens, because what is asked may be dead just now. */
final class Patience {

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private Patience() {}

  /**
   * The first result that is no exception.
   *
   * @throws AssertionError after 90 s, with the last exception
   */
  static <T> T insist(Callable<T> attempt) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        return attempt.call();
      } catch (Exception | AssertionError e) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("no answer in " + LIMIT.toSeconds() + " s", e);
        }
        pause();
      }
    }
  }

  static void pause() {
    LockSupport.parkNanos(PAUSE.toNanos());
  }
}
