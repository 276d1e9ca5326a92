package ecommerce.local.lambda;

import ecommerce.local.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/**
 * All execution environments: finds a warm one, starts more where invocations wait, up to the
 * function's reserved concurrency and as many as the machine bears, ends those that are idle. An
 * invocation that waits gets whichever environment comes first, one that has become free or a new
 * one.
 */
final class Environments implements AutoCloseable {

  private final Launcher launcher;
  private final Timers timers;
  private final LambdaOptions options;
  private final ConcurrencyLimits limits;
  private final Map<String, Pool> pools = new HashMap<>();
  private final Set<Environment> alive = new HashSet<>();
  private final Semaphore startSlots =
      new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);
  private boolean closed;

  Environments(Launcher launcher, Timers timers, LambdaOptions options) {
    this.launcher = launcher;
    this.timers = timers;
    this.options = options;
    this.limits = new ConcurrencyLimits(options.concurrency());
  }

  /**
   * An environment for one invocation, to be given back by {@link #release}.
   *
   * @param patient waits where the concurrency is used up, instead of being refused
   * @throws TooManyRequestsException where the function or the account is at its limit
   */
  Environment acquire(Function function, boolean patient) {
    CompletableFuture<Environment> waiter = new CompletableFuture<>();
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("the environment is being closed");
      }
      Pool pool = pools.computeIfAbsent(function.key(), any -> new Pool(function));
      adopt(pool, function);
      if (!patient) {
        limits.admit(pool, pools.values());
      }
      (patient ? pool.patient : pool.waiting).addLast(waiter);
      serve(pool);
    }
    try {
      return waiter.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  void release(Environment environment) {
    List<Environment> ending = new ArrayList<>();
    synchronized (this) {
      Pool pool = pools.get(environment.function().key());
      pool.busy--;
      giveBack(pool, environment, ending);
      pools.values().forEach(this::serve);
    }
    ending.forEach(Environment::endInTime);
  }

  /** Starts an environment of a version, which stays warm; or says why there is none. */
  Optional<Result> initialise(Function version) {
    Environment environment = acquire(version, true);
    try {
      return environment.initFailure();
    } finally {
      release(environment);
    }
  }

  /** The function is another now: environments of its old form take no more invocations. */
  void changed(Function function) {
    synchronized (this) {
      for (Pool pool : pools.values()) {
        if (pool.isOf(function.name()) && pool.function != null) {
          boolean latest = !pool.function.isPublished();
          adopt(pool, latest ? function : pool.function.withReserved(function.reserved()));
          serve(pool);
        }
      }
    }
  }

  /** A version is no more; with {@code $LATEST}, the function. */
  synchronized void removed(Function function) {
    for (Pool pool : pools.values()) {
      boolean same = pool.function != null && pool.function.key().equals(function.key());
      if (same || pool.isOf(function.name()) && !function.isPublished()) {
        pool.idle.forEach(this::endLater);
        pool.idle.clear();
        pool.function = null;
        pool.refuseAll(
            ResourceNotFoundException.builder()
                .message("Function not found: " + function.configuration().functionArn())
                .type("User")
                .statusCode(404)
                .build());
      }
    }
  }

  private void adopt(Pool pool, Function function) {
    if (pool.function == null || !sameRuntime(pool.function, function)) {
      pool.idle.forEach(this::endLater);
      pool.idle.clear();
    }
    pool.function = function;
  }

  private static boolean sameRuntime(Function one, Function other) {
    return one.configuration().equals(other.configuration())
        && one.codeHash().equals(other.codeHash());
  }

  /** Gives warm environments to those who wait, and starts new ones for the rest. */
  private void serve(Pool pool) {
    Instant needed = timers.instant().plus(Duration.ofMinutes(16));
    while (pool.isAwaited() && !pool.idle.isEmpty() && limits.leaveRoom(pool, pools.values())) {
      Environment environment = pool.idle.pollLast();
      if (environment.healthy() && environment.holdsUntil(needed)) {
        hand(pool, environment);
      } else {
        endLater(environment);
      }
    }
    while (!closed
        && pool.starting < pool.wantedStarts()
        && pool.busy + pool.starting < Math.min(limits.of(pool), options.functionProcesses())
        && roomForOneMore(pool)) {
      pool.starting++;
      Thread.ofVirtual().name("start").start(() -> startOne(pool));
    }
  }

  /** A function that has no process gets one whatever runs: what runs may wait for its answer. */
  private boolean roomForOneMore(Pool wanting) {
    if (pools.values().stream().mapToInt(Pool::processes).sum() < options.processes()) {
      return true;
    }
    Optional<Pool> longestIdle =
        pools.values().stream()
            .filter(pool -> !pool.idle.isEmpty())
            .min(Comparator.comparing(pool -> pool.idle.peekFirst().idleSince()));
    longestIdle.ifPresent(pool -> endLater(pool.idle.pollFirst()));
    return longestIdle.isPresent() || wanting.processes() == 0;
  }

  private void hand(Pool pool, Environment environment) {
    pool.waiter()
        .ifPresent(
            waiter -> {
              pool.busy++;
              waiter.complete(environment);
            });
  }

  private void startOne(Pool pool) {
    startSlots.acquireUninterruptibly();
    Environment environment = null;
    RuntimeException failure = null;
    try {
      Function function;
      synchronized (this) {
        if (closed || pool.function == null || pool.launching >= pool.wantedStarts()) {
          pool.starting--; // Another environment has become free in the meantime.
          return;
        }
        pool.launching++;
        function = pool.function;
      }
      environment = launcher.launch(function, this::register);
    } catch (RuntimeException e) {
      failure = e;
    } catch (Error e) { // Such as no memory for another thread: who waits must hear of it.
      failure = new IllegalStateException(pool.function + " cannot be started: " + e, e);
    } finally {
      startSlots.release();
    }
    started(pool, environment, failure);
  }

  private synchronized void register(Environment environment) {
    alive.add(environment);
    environment.gone().thenRun(() -> gone(environment));
    if (closed) {
      environment.kill();
    }
  }

  private synchronized void gone(Environment environment) {
    alive.remove(environment);
    Pool pool = pools.get(environment.function().key());
    if (pool != null) {
      pool.idle.remove(environment);
    }
  }

  private void started(Pool pool, Environment environment, RuntimeException failure) {
    List<Environment> ending = new ArrayList<>();
    synchronized (this) {
      pool.starting--;
      pool.launching--;
      if (failure != null) {
        pool.waiter().ifPresent(waiter -> waiter.completeExceptionally(failure));
      } else if (!environment.healthy() && pool.isAwaited()) {
        hand(pool, environment); // It tells why.
      } else {
        giveBack(pool, environment, ending);
      }
      serve(pool);
    }
    ending.forEach(Environment::endInTime);
  }

  private void giveBack(Pool pool, Environment environment, List<Environment> ending) {
    boolean current = pool.function != null && sameRuntime(pool.function, environment.function());
    if (closed || !environment.healthy() || !current) {
      ending.add(environment);
      return;
    }
    environment.idleSince(timers.instant());
    pool.idle.addLast(environment);
  }

  private void endLater(Environment environment) {
    Thread.ofVirtual().start(environment::endInTime);
  }

  /** Ends what has waited too long for work. */
  void reap() {
    Instant now = timers.instant();
    synchronized (this) {
      pools.values().forEach(pool -> pool.takeIdle(now, options.idle()).forEach(this::endLater));
    }
  }

  synchronized int count(String function) {
    return pools.values().stream()
        .filter(pool -> pool.isOf(function))
        .mapToInt(pool -> pool.idle.size() + pool.busy)
        .sum();
  }

  @Override
  public void close() {
    List<Environment> killed;
    synchronized (this) {
      closed = true;
      pools
          .values()
          .forEach(
              pool -> pool.refuseAll(new IllegalStateException("the environment is being closed")));
      killed = List.copyOf(alive);
      killed.forEach(Environment::kill);
    }
    CompletableFuture.allOf(
            killed.stream().map(Environment::gone).toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, 5, TimeUnit.SECONDS)
        .join();
  }
}
