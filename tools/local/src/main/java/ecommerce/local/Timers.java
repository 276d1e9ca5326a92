package ecommerce.local;

import java.time.Duration;
import java.time.InstantSource;

/**
 * The clock of the environment and what waits on it: one door for time, so that tests can move it.
 */
public interface Timers extends InstantSource {

  /** Something that will run; {@link #cancel()} where it is not wanted any more. */
  interface Timer {
    void cancel();
  }

  /** Runs a task once, on a thread of its own, after a delay. What it throws is logged. */
  Timer after(Duration delay, Runnable task);

  /** Runs a task again and again, each time a delay after the last run ended. */
  Timer every(Duration delay, Runnable task);

  /** Waits, for a worker that has nothing else to do. */
  void pause(Duration delay) throws InterruptedException;
}
