package ecommerce.local;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.LoggerFactory;

/** The system's time, which a test can make leap forward: what becomes due then runs at once. */
final class LeapingTimers implements Timers, AutoCloseable {

  private record Task(Instant due, Runnable run) {}

  private final SystemTimers system = new SystemTimers();
  private final List<Task> tasks = new LinkedList<>();
  private Duration ahead = Duration.ZERO;

  LeapingTimers() {
    system.every(Duration.ofMillis(20), this::runDue);
  }

  @Override
  public synchronized Instant instant() {
    return Instant.now().plus(ahead);
  }

  void leap(Duration further) {
    synchronized (this) {
      ahead = ahead.plus(further);
    }
    runDue();
  }

  @Override
  public synchronized Timer after(Duration delay, Runnable run) {
    Task task = new Task(instant().plus(delay), run);
    tasks.add(task);
    return () -> cancel(task);
  }

  private synchronized void cancel(Task task) {
    tasks.removeIf(other -> other == task);
  }

  @Override
  public Timer every(Duration delay, Runnable run) {
    CompletableFuture<Void> cancelled = new CompletableFuture<>();
    repeat(delay, run, cancelled);
    return () -> cancelled.complete(null);
  }

  private void repeat(Duration delay, Runnable run, CompletableFuture<Void> cancelled) {
    after(
        delay,
        () -> {
          if (!cancelled.isDone()) {
            try {
              run.run();
            } catch (RuntimeException e) {
              LoggerFactory.getLogger("aws.timers").error("a task failed", e);
            }
            repeat(delay, run, cancelled);
          }
        });
  }

  @Override
  public void pause(Duration delay) throws InterruptedException {
    CompletableFuture<Void> over = new CompletableFuture<>();
    after(delay, () -> over.complete(null));
    try {
      over.get();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized void runDue() {
    Instant now = instant();
    for (Iterator<Task> all = tasks.iterator(); all.hasNext(); ) {
      Task task = all.next();
      if (!task.due().isAfter(now)) {
        all.remove();
        Thread.ofVirtual().start(task.run());
      }
    }
  }

  @Override
  public void close() {
    system.close();
  }
}
