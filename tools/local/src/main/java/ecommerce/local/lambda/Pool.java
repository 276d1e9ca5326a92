package ecommerce.local.lambda;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The environments of one version of a function and who waits for one. Guarded by the lock of
 * {@link Environments}.
 */
final class Pool {

  private static final Duration RECORDING = Duration.ofSeconds(15);

  /** The last used is the next to be used. */
  final Deque<Environment> idle = new ArrayDeque<>();

  /** Callers who wait for their answer. */
  final Deque<CompletableFuture<Environment>> waiting = new ArrayDeque<>();

  /**
   * Asynchronous invocations, which nobody waits for: they come after those that somebody waits
   * for.
   */
  final Deque<CompletableFuture<Environment>> patient = new ArrayDeque<>();

  /** Running an invocation. */
  int busy;

  /** Asked for, on their way. */
  int starting;

  /** Of those starting: with a process. */
  int launching;

  /** Null once it was removed. */
  Function function;

  private final String name;

  Pool(Function function) {
    this.function = function;
    this.name = function.name();
  }

  boolean isOf(String functionName) {
    return name.equals(functionName);
  }

  /** Whether it is of a version of the same function, or the same. */
  boolean isOfSameFunction(Pool other) {
    return name.equals(other.name);
  }

  int processes() {
    return idle.size() + busy + starting;
  }

  /** What counts against the concurrency: an asynchronous invocation does not until it runs. */
  int demand() {
    return busy + waiting.size();
  }

  boolean isAwaited() {
    return !waiting.isEmpty() || !patient.isEmpty();
  }

  /**
   * How many environments should be on their way: one for each caller, but only one at a time for
   * all asynchronous invocations, so that a burst of events is worked off by those that are warm
   * and does not keep the machine busy with starts.
   */
  int wantedStarts() {
    return waiting.size() + Math.min(1, patient.size());
  }

  /**
   * Takes out what has been idle too long; a process that records is slow, and makes room for one
   * with a cache soon.
   */
  List<Environment> takeIdle(Instant now, Duration most) {
    Duration recording = most.compareTo(RECORDING) < 0 ? most : RECORDING;
    List<Environment> old =
        idle.stream()
            .filter(
                environment ->
                    environment
                        .idleSince()
                        .plus(environment.cache().records() ? recording : most)
                        .isBefore(now))
            .toList();
    idle.removeAll(old);
    return old;
  }

  void refuseAll(RuntimeException reason) {
    for (Optional<CompletableFuture<Environment>> next = waiter();
        next.isPresent();
        next = waiter()) {
      next.get().completeExceptionally(reason);
    }
  }

  /** The next who still waits. */
  Optional<CompletableFuture<Environment>> waiter() {
    return Optional.ofNullable(waiting.isEmpty() ? patient.pollFirst() : waiting.pollFirst());
  }
}
