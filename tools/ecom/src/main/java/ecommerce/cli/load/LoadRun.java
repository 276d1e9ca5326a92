package ecommerce.cli.load;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Loads a platform as a plan says, until its time is over or {@link #stop}. With a rate, orders
 * begin at their times whatever became of those before, and are timed from then: a platform that
 * hangs cannot hide it by being asked less. Journeys that are under way at the end have {@link
 * #LAST} to finish.
 */
final class LoadRun {

  /** For one journey: what a person does. */
  interface Journeys {
    void run(long due) throws InterruptedException;
  }

  static final Duration LAST = Duration.ofSeconds(60);
  static final int MOST_UNDER_WAY = 1000;
  static final String NOT_BEGUN = "not begun: " + MOST_UNDER_WAY + " orders are under way";

  private final LoadPlan plan;
  private final LoadRecord record;
  private final Journeys journeys;
  private final Semaphore room = new Semaphore(MOST_UNDER_WAY);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicInteger underWay = new AtomicInteger();
  private volatile long began;
  private volatile Duration ran = Duration.ZERO;

  LoadRun(LoadPlan plan, LoadRecord record, Journeys journeys) {
    this.plan = plan;
    this.record = record;
    this.journeys = journeys;
  }

  /** How long orders were begun for. */
  Duration ran() {
    return ran;
  }

  /** Ends it now; journeys that are under way are neither finished nor counted as errors. */
  void stop() {
    stopped.countDown();
  }

  boolean isStopped() {
    return stopped.getCount() == 0;
  }

  void run() throws InterruptedException {
    began = System.nanoTime();
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      if (plan.rate().isPresent()) {
        arrive(threads, plan.rate().getAsDouble());
      } else {
        for (int user = 0; user < plan.users(); user++) {
          threads.execute(this::user);
        }
        stopped.await(plan.duration().toMillis(), TimeUnit.MILLISECONDS);
      }
      ran = Duration.ofNanos(System.nanoTime() - began);
      record.over();
      threads.shutdown();
      long patience = System.nanoTime() + LAST.toNanos();
      while (!isStopped()
          && System.nanoTime() < patience
          && !threads.awaitTermination(100, TimeUnit.MILLISECONDS)) {
        // Waits for what is under way.
      }
      for (int left = isStopped() ? 0 : underWay.get(); left > 0; left--) {
        record.failed("not finished " + LAST.toSeconds() + " s after the last order began");
      }
    } finally {
      stop();
      threads.shutdownNow();
      threads.awaitTermination(5, TimeUnit.SECONDS);
    }
  }

  private boolean over() {
    return isStopped() || System.nanoTime() - began > plan.duration().toNanos();
  }

  private void user() {
    while (!over()) {
      journey(System.nanoTime());
    }
  }

  private void arrive(ExecutorService threads, double perMinute) throws InterruptedException {
    double minute = Duration.ofMinutes(1).toNanos();
    long end = plan.duration().toNanos();
    for (long order = 0, after = 0; after < end; ) {
      begin(threads, began + after);
      order++;
      after = Math.min(Math.round(order * minute / perMinute), end);
      long wait = began + after - System.nanoTime();
      if (wait > 0 ? stopped.await(wait, TimeUnit.NANOSECONDS) : isStopped()) {
        return;
      }
    }
  }

  private void begin(ExecutorService threads, long due) {
    if (room.tryAcquire()) {
      threads.execute(
          () -> {
            try {
              journey(due);
            } finally {
              room.release();
            }
          });
    } else {
      record.failed(NOT_BEGUN);
    }
  }

  private void journey(long due) {
    record.begun();
    underWay.incrementAndGet();
    try {
      journeys.run(due);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      if (!isStopped()) {
        record.failed(String.valueOf(e.getMessage()));
        backOff();
      }
    } finally {
      underWay.decrementAndGet();
    }
  }

  /** A user whom the platform refuses at once does not ask again at once. */
  private void backOff() {
    try {
      Thread.sleep(plan.rate().isPresent() ? 0 : 500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
