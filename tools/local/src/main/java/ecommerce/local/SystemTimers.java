package ecommerce.local;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link Timers} by the system's clock. One thread watches the time; tasks run on virtual threads.
 */
public final class SystemTimers implements Timers, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("aws.timers");

  private final ScheduledThreadPoolExecutor watch =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("timers").factory());
  private final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();

  public SystemTimers() {
    watch.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    Task once = new Task(task, null);
    once.schedule(delay);
    return once;
  }

  @Override
  public Timer every(Duration delay, Runnable task) {
    Task repeated = new Task(task, delay);
    repeated.schedule(delay);
    return repeated;
  }

  /** A task that waits, once or again and again; what is cancelled is forgotten at once. */
  private final class Task implements Timer {

    private final Runnable task;
    private final Duration again;
    private Future<?> waiting;
    private boolean cancelled;

    /**
     * @param again null where it runs once
     */
    Task(Runnable task, Duration again) {
      this.task = task;
      this.again = again;
    }

    synchronized void schedule(Duration delay) {
      if (cancelled || watch.isShutdown()) {
        return;
      }
      try {
        waiting =
            watch.schedule(() -> tasks.execute(this::run), delay.toNanos(), TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException e) {
        // The environment is being closed: what waits stays in the store.
      }
    }

    private void run() {
      try {
        if (!isCancelled()) {
          task.run();
        }
      } catch (RuntimeException e) {
        LOG.error("a task failed", e);
      }
      if (again != null) {
        schedule(again);
      }
    }

    private synchronized boolean isCancelled() {
      return cancelled;
    }

    @Override
    public synchronized void cancel() {
      cancelled = true;
      if (waiting != null) {
        waiting.cancel(false);
      }
    }
  }

  @Override
  public void pause(Duration delay) throws InterruptedException {
    Thread.sleep(delay);
  }

  @Override
  public void close() {
    watch.shutdownNow();
    tasks.shutdownNow();
  }
}
