package ecommerce.cli.load;

import ecommerce.cli.site.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Waits for what the platform does by itself, asking less often the longer it takes: after a
 * quarter of the time so far, at least 20 and at most 200 ms. So what it measures is too long by no
 * more than that and an answer.
 */
record LoadWait(Duration patience) {

  private static final long SHORTEST = Duration.ofMillis(20).toNanos();
  private static final long LONGEST = Duration.ofMillis(200).toNanos();

  /**
   * @param since nanoseconds, as {@code patience} and what is returned count from
   * @param missing what is not yet so; empty where all is
   * @return how long it took
   * @throws Failure where patience ends, with what was missing last
   * @throws InterruptedException where the run is over
   */
  Duration until(String what, long since, Supplier<Optional<String>> missing)
      throws InterruptedException {
    Optional<String> last;
    while ((last = missing.get()).isPresent()) {
      long elapsed = System.nanoTime() - since;
      if (elapsed > patience.toNanos()) {
        throw new Failure(
            what + ": not within " + patience.toSeconds() + " s, in the end: " + last.get());
      }
      Thread.sleep(pause(Duration.ofNanos(elapsed)));
    }
    return Duration.ofNanos(System.nanoTime() - since);
  }

  static Duration pause(Duration elapsed) {
    return Duration.ofNanos(Math.clamp(elapsed.toNanos() / 4, SHORTEST, LONGEST));
  }
}
