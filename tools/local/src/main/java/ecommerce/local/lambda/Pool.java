package ecommerce.local.lambda;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The environments of one function and who waits for one. Guarded by the lock of {@link Environments}. */
final class Pool {

  /** The last used is the next to be used. */
  final Deque<Environment> idle = new ArrayDeque<>();

  final Deque<CompletableFuture<Environment>> waiting = new ArrayDeque<>();

  /** Running an invocation. */
  int busy;

  /** Asked for, on their way. */
  int starting;

  /** Of those starting: with a process. */
  int launching;

  Function function;

  Pool(Function function) {
    this.function = function;
  }

  int processes() {
    return idle.size() + busy + starting;
  }

  int demand() {
    return busy + waiting.size();
  }

  /** The next who still waits. */
  Optional<CompletableFuture<Environment>> waiter() {
    return Optional.ofNullable(waiting.pollFirst());
  }
}
