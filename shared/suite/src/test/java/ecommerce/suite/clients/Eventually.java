package ecommerce.suite.clients;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waiting for what happens in its own time: by looking again, up to a deadline. */
public final class Eventually {

  private static final Duration PATIENCE = Duration.ofSeconds(150);
  private static final Duration CALM = Duration.ofMillis(1500);
  private static final Duration PAUSE = Duration.ofMillis(60);

  /** What must hold; an AssertionError says that it does not (yet). */
  @FunctionalInterface
  public interface Expectation {
    void check() throws Exception;
  }

  private Eventually() {}

  /**
   * Looks until the expectation holds. After 150 s its last failure is the test's: by then Lambda
   * has tried an event again, which it does a minute after a failure.
   */
  public static void eventually(Expectation expectation) {
    eventually(
        () -> {
          expectation.check();
          return true;
        });
  }

  /** As {@link #eventually(Expectation)}, and gives what was found. */
  public static <T> T eventually(Callable<T> expectation) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return expectation.call();
      } catch (AssertionError e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Looks again and again for a while: the expectation holds all the time. */
  public static void stays(Expectation expectation) {
    long end = System.nanoTime() + CALM.toNanos();
    do {
      try {
        expectation.check();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      LockSupport.parkNanos(PAUSE.toNanos() * 4);
    } while (System.nanoTime() < end);
  }
}
