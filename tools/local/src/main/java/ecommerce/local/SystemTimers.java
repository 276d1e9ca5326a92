package ecommerce.local;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link Timers} by the system's clock. One thread watches the time; tasks run on virtual threads. */
public final class SystemTimers implements Timers, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("aws.timers");

  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("timers").factory());
  private final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();

  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    AtomicBoolean cancelled = new AtomicBoolean();
    schedule(delay, () -> run(task, cancelled), cancelled);
    return () -> cancelled.set(true);
  }

  @Override
  public Timer every(Duration delay, Runnable task) {
    AtomicBoolean cancelled = new AtomicBoolean();
    repeat(delay, task, cancelled);
    return () -> cancelled.set(true);
  }

  private void repeat(Duration delay, Runnable task, AtomicBoolean cancelled) {
    schedule(
        delay,
        () -> {
          run(task, cancelled);
          repeat(delay, task, cancelled);
        },
        cancelled);
  }

  private void schedule(Duration delay, Runnable task, AtomicBoolean cancelled) {
    if (cancelled.get() || watch.isShutdown()) {
      return;
    }
    try {
      watch.schedule(() -> tasks.execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // The environment is being closed: what waits stays in the store.
    }
  }

  private static void run(Runnable task, AtomicBoolean cancelled) {
    if (cancelled.get()) {
      return;
    }
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("a task failed", e);
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
