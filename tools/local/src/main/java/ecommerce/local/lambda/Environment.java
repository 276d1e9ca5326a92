package ecommerce.local.lambda;

import ecommerce.local.Roles;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One execution environment: a process that runs one invocation at a time. Once it is broken (its
 * initialisation failed, it timed out, it ended) it stays so.
 */
final class Environment implements RuntimeEnd {

  private final String id;
  private final Function function;
  private final EnvironmentLog log;
  private final EnvironmentCredentials credentials;
  private final long created = System.nanoTime();
  private final BlockingQueue<Optional<Work>> queue = new LinkedBlockingQueue<>();
  private final CompletableFuture<Optional<Result>> initialised = new CompletableFuture<>();
  private volatile Work current;
  private volatile Process process;
  private volatile StartupCaches.Use cache;
  private volatile long initNanos;
  private volatile long restoreBegan;
  private volatile long hookNanos;
  private volatile boolean broken;
  private volatile boolean reported;
  private volatile Instant idleSince = Instant.EPOCH;

  Environment(
      String id, Function function, EnvironmentLog log, EnvironmentCredentials credentials) {
    this.id = id;
    this.function = function;
    this.log = log;
    this.credentials = credentials;
  }

  String id() {
    return id;
  }

  Function function() {
    return function;
  }

  EnvironmentLog log() {
    return log;
  }

  StartupCaches.Use cache() {
    return cache;
  }

  /** Takes the process that was started for it. */
  void runs(Process started, StartupCaches.Use use) {
    process = started;
    cache = use;
    log.follow(started.getInputStream(), function.name());
    started.onExit().thenAccept(ended -> exited(ended.exitValue()));
  }

  private void exited(int status) {
    broken = true;
    initialised.complete(Optional.of(new Result.Exited(status)));
    queue.add(Optional.empty());
    Work work = current;
    if (work != null) {
      work.result().complete(new Result.Exited(status));
    }
  }

  @Override
  public Optional<Work> next() throws InterruptedException {
    if (!initialised.isDone()) {
      long now = System.nanoTime();
      initNanos = now - created;
      hookNanos = restoreBegan == 0 ? 0 : now - restoreBegan;
    }
    initialised.complete(Optional.empty());
    return queue.take();
  }

  @Override
  public void ended(String requestId, Result result) {
    Work work = current;
    if (work != null && work.requestId().equals(requestId)) {
      work.result().complete(result);
    }
  }

  @Override
  public void restoring() {
    restoreBegan = System.nanoTime();
  }

  @Override
  public Optional<Roles.Credentials> credentials(String token) {
    return credentials.give(token);
  }

  @Override
  public void initFailed(byte[] error) {
    broken = true;
    initialised.complete(Optional.of(new Result.Failed(error)));
  }

  /** Waits until the function is initialised, or has failed to be. */
  void awaitInitialised(long seconds) {
    try {
      initialised.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      broken = true;
      initialised.complete(Optional.of(new Result.TimedOut()));
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether its process ended before the runtime could say a word. */
  boolean diedInitialising() {
    return initialised.getNow(Optional.empty()).filter(Result.Exited.class::isInstance).isPresent();
  }

  /** Runs one invocation; a process that does not answer in time is killed. */
  Result run(Work work) {
    Optional<Result> failed = initialised.join();
    if (failed.isPresent()) {
      return failed.get();
    }
    current = work;
    if (broken) {
      return new Result.Exited(process.isAlive() ? 0 : process.exitValue());
    }
    queue.add(Optional.of(work));
    try {
      return work.result()
          .get(Math.max(1, work.deadline() - System.currentTimeMillis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      broken = true;
      kill();
      return new Result.TimedOut();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      broken = true;
      return new Result.Exited(137);
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      current = null;
    }
  }

  boolean healthy() {
    return !broken && process.isAlive();
  }

  /** Whether its credentials hold until then. */
  boolean holdsUntil(Instant time) {
    return credentials.holdUntil(time);
  }

  void idleSince(Instant time) {
    idleSince = time;
  }

  Instant idleSince() {
    return idleSince;
  }

  /** How it failed to initialise itself, where it did. */
  Optional<Result> initFailure() {
    return initialised.getNow(Optional.empty());
  }

  /** How long it took to start, for the first invocation's report only. */
  synchronized Optional<StartReport> start() {
    if (reported || initNanos == 0) {
      return Optional.empty();
    }
    reported = true;
    boolean restored = function.snapStart();
    double milliseconds = initNanos / 1e6;
    return Optional.of(
        new StartReport(milliseconds, restored, restored ? hookNanos / 1e6 : milliseconds));
  }

  /** In MB, the most that the process had; empty where the system does not say. */
  Optional<Long> memoryUsed() {
    return ProcessMemory.peakMegabytes(process.pid());
  }

  private void end() {
    broken = true;
    queue.add(Optional.empty());
    if (process != null) {
      process.destroy();
    }
  }

  /**
   * In peace, and then not: a process that records needs a moment to write down what it recorded.
   */
  void endInTime() {
    end();
    gone()
        .orTimeout(cache.records() ? 20 : 2, TimeUnit.SECONDS)
        .exceptionally(
            late -> {
              kill();
              return null;
            });
  }

  void kill() {
    broken = true;
    if (process != null) {
      process.destroyForcibly();
    }
  }

  /** Done when the process is gone. */
  CompletableFuture<Process> gone() {
    return process.onExit();
  }
}
