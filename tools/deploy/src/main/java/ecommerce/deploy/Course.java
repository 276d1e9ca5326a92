package ecommerce.deploy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/**
 * One task for each name, each after the tasks of the names that come before it, independent ones
 * side by side. Once one has failed no other begins; those that run end.
 */
final class Course<R> {

  private final int most;
  private final Function<String, Set<String>> before;
  private final Function<String, R> task;
  private final BlockingQueue<Step<R>> ended = new LinkedBlockingQueue<>();

  /**
   * @param most how many run at the same time
   * @param before the names whose tasks must have ended well; names that are not run do not count
   */
  Course(int most, Function<String, Set<String>> before, Function<String, R> task) {
    this.most = most;
    this.before = before;
    this.task = task;
  }

  /**
   * @param names in an order that agrees with what comes before what
   * @return a step for each name, in the same order
   */
  List<Step<R>> run(List<String> names) {
    Map<String, Step<R>> steps = new LinkedHashMap<>();
    List<String> waiting = new ArrayList<>(names);
    List<Thread> running = new ArrayList<>();
    String failed = null;
    try {
      do {
        while (failed == null && running.size() < most) {
          String next = next(waiting, names, steps);
          if (next == null) {
            break;
          }
          waiting.remove(next);
          running.add(Thread.ofVirtual().name(next).start(() -> ended.add(attempt(next))));
        }
        if (running.isEmpty()) {
          break;
        }
        Step<R> step = ended.take();
        running.removeIf(thread -> thread.getName().equals(step.name()));
        steps.put(step.name(), step);
        if (step instanceof Step.Failed<R> && failed == null) {
          failed = step.name();
        }
      } while (true);
    } catch (InterruptedException e) {
      running.forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
      failed = "an interruption";
    }
    List<Step<R>> all = new ArrayList<>();
    for (String name : names) {
      Step<R> step = steps.get(name);
      all.add(step != null ? step : new Step.NotBegun<>(name, failed));
    }
    return all;
  }

  private String next(List<String> waiting, List<String> names, Map<String, Step<R>> steps) {
    for (String name : waiting) {
      boolean free =
          before.apply(name).stream().allMatch(b -> !names.contains(b) || steps.containsKey(b));
      if (free) {
        return name;
      }
    }
    return null;
  }

  private Step<R> attempt(String name) {
    try {
      return new Step.Done<>(name, task.apply(name));
    } catch (RuntimeException e) {
      return new Step.Failed<>(name, e);
    } catch (Error e) { // else its end would be waited for for ever
      return new Step.Failed<>(name, new IllegalStateException(e.toString(), e));
    }
  }
}
