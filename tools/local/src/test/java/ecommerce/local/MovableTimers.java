package ecommerce.local;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Time that passes only when a test says so. */
public final class MovableTimers implements Timers {

  private record Task(Instant due, Runnable run) {}

  private Instant now = Instant.parse("2026-03-01T10:00:00.500Z");
  private final List<Task> tasks = new ArrayList<>();

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized Timer after(Duration delay, Runnable run) {
    Task task = new Task(now.plus(delay), run);
    tasks.add(task);
    return () -> cancel(task);
  }

  private synchronized void cancel(Task task) {
    tasks.remove(task);
  }

  @Override
  public Timer every(Duration delay, Runnable task) {
    return after(
        delay,
        () -> {
          task.run();
          every(delay, task);
        });
  }

  @Override
  public void pause(Duration delay) {
    throw new UnsupportedOperationException();
  }

  public synchronized int waiting() {
    return tasks.size();
  }

  /** Moves on, and runs what became due, on this thread. */
  public void move(Duration step) {
    Instant end = instant().plus(step);
    for (Optional<Task> next = next(end); next.isPresent(); next = next(end)) {
      next.get().run().run();
    }
    synchronized (this) {
      now = end;
    }
  }

  private synchronized Optional<Task> next(Instant end) {
    Optional<Task> next =
        tasks.stream()
            .filter(task -> !task.due().isAfter(end))
            .min(Comparator.comparing(Task::due));
    next.ifPresent(
        task -> {
          tasks.remove(task);
          now = task.due().isAfter(now) ? task.due() : now;
        });
    return next;
  }
}
