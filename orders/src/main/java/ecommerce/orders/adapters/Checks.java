package ecommerce.orders.adapters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Several checks of an order, side by side, each on a thread of its own and all under one deadline.
 * Tells everything that is wrong, not only the first. A check that fails or does not end in time is
 * a problem like any other: the order cannot be made.
 */
public final class Checks {

  private final List<Check> checks;
  private final Duration deadline;

  public Checks(List<Check> checks, Duration deadline) {
    this.checks = List.copyOf(checks);
    this.deadline = deadline;
  }

  /**
   * What is wrong with the order, in the order of the checks; empty where nothing is.
   *
   * @param outages is told the cause of each check that could not be made
   */
  public List<Problem> problems(OrderRequest request, Consumer<Throwable> outages) {
    List<Problem> problems = new ArrayList<>();
    List<Future<List<String>>> answers = ask(request);
    for (int i = 0; i < checks.size(); i++) {
      Subject subject = checks.get(i).subject();
      try {
        answers.get(i).get().forEach(words -> problems.add(new Problem(subject, words)));
      } catch (ExecutionException e) {
        outages.accept(e.getCause());
        problems.add(outage(subject, "could not be checked, try again later"));
      } catch (CancellationException e) {
        outages.accept(e);
        problems.add(outage(subject, "could not be checked in time, try again later"));
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
    return problems;
  }

  private static Problem outage(Subject subject, String what) {
    return new Problem(Subject.OUTAGE, subject.words() + " " + what);
  }

  /** All of them done, failed, or cancelled at the deadline. */
  private List<Future<List<String>>> ask(OrderRequest request) {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      return threads.invokeAll(
          checks.stream()
              .map(check -> (Callable<List<String>>) () -> check.problems(request))
              .toList(),
          deadline.toMillis(),
          TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while an order was checked", e);
  }
}
