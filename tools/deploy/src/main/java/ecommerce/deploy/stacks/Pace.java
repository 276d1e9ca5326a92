package ecommerce.deploy.stacks;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * How often CloudFormation is asked whether it is done: soon at first, then less and less often.
 *
 * @param first the first pause
 * @param longest no pause is longer
 * @param patience for how long one stack is waited for
 */
public record Pace(Duration first, Duration longest, Duration patience) {

  private static final double GROWTH = 1.3;

  /** Where CloudFormation is on this machine. */
  public static final Pace NEAR =
      new Pace(Duration.ofMillis(10), Duration.ofMillis(250), Duration.ofMinutes(15));

  /** Where it is AWS's, which limits how often one asks. */
  public static final Pace FAR =
      new Pace(Duration.ofMillis(1500), Duration.ofSeconds(8), Duration.ofHours(2));

  /** One wait. */
  Waiting begin(String stack) {
    return new Waiting(stack, System.nanoTime() + patience.toNanos(), first.toNanos());
  }

  /** Pauses that grow until patience ends. */
  final class Waiting {

    private final String stack;
    private final long deadline;
    private long pause;

    private Waiting(String stack, long deadline, long pause) {
      this.stack = stack;
      this.deadline = deadline;
      this.pause = pause;
    }

    /**
     * @throws StackFailure where it took too long, or the thread was interrupted
     */
    void pause() {
      LockSupport.parkNanos(pause);
      if (Thread.currentThread().isInterrupted()) {
        throw new StackFailure(stack, "was interrupted; CloudFormation goes on by itself");
      }
      if (System.nanoTime() > deadline) {
        throw new StackFailure(
            stack, "is not done after " + patience.toMinutes() + " minutes; it goes on by itself");
      }
      pause = Math.min((long) (pause * GROWTH), longest.toNanos());
    }

    /** Something happened: more may follow soon. */
    void hurry() {
      pause = first.toNanos();
    }
  }
}
