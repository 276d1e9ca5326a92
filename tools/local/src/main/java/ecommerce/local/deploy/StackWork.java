package ecommerce.local.deploy;

import ecommerce.local.template.RemovalPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * Brings stacks from a state that is in progress to one that is not, each on a virtual thread of
 * its own. What a state needs is all in the stack's record: work that was stopped begins again with
 * it.
 */
final class StackWork implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("aws.cloudformation");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Engine engine;
  private final Map<String, CompletableFuture<Void>> running = new ConcurrentHashMap<>();
  private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  StackWork(Engine engine) {
    this.engine = engine;
  }

  /** Works on a stack that is in progress. */
  void start(String stackId) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    running.put(stackId, done);
    Thread.ofVirtual()
        .name("stack " + stackId)
        .start(
            () -> {
              try {
                run(stackId);
              } catch (Progress.Stopped e) {
                LOG.debug("stopped", e);
              } finally {
                running.remove(stackId, done);
                done.complete(null);
              }
            });
  }

  /** Waits until nothing is done on a stack any more. */
  void await(String stackId) {
    CompletableFuture<Void> work = running.get(stackId);
    if (work != null) {
      work.join();
    }
  }

  /** The same, for no longer than this. */
  void await(String stackId, Duration atMost) {
    CompletableFuture<Void> work = running.get(stackId);
    if (work != null) {
      work.copy().completeOnTimeout(null, atMost.toMillis(), TimeUnit.MILLISECONDS).join();
    }
  }

  /** Gives up an update: what is being changed comes to its end, or gives up too. */
  void cancel(String stackId) {
    cancelled.add(stackId);
  }

  /** Goes on with all that was stopped; nested stacks go on with their parents. */
  void resume() {
    List<StackRecord> open =
        engine.stacks().all().stream().filter(StackRecord::inProgress).toList();
    Set<String> ids = ConcurrentHashMap.newKeySet();
    open.forEach(stack -> ids.add(stack.id()));
    open.stream()
        .filter(stack -> stack.settings().parentId().filter(ids::contains).isEmpty())
        .forEach(
            stack -> {
              LOG.info("stack {} goes on: {}", stack.name(), stack.status());
              start(stack.id());
            });
  }

  /** Works on this thread: for a nested stack. */
  void run(String stackId) {
    Progress progress = new Progress(engine, stackId, () -> closing);
    try {
      while (progress.stack().inProgress()) {
        progress.check();
        step(progress);
      }
    } catch (Progress.Stopped e) {
      LOG.info("the work on {} goes on when the environment starts again", stackId);
      throw e;
    } catch (RuntimeException e) {
      if (!closing) {
        LOG.error("the work on {} broke off", stackId, e);
      }
    } finally {
      cancelled.remove(stackId);
    }
  }

  private void step(Progress progress) {
    StackRecord stack = progress.stack();
    switch (stack.status()) {
      case CREATE_IN_PROGRESS, UPDATE_IN_PROGRESS ->
          new Deployment(progress, () -> isCancelled(stack)).run();
      case UPDATE_ROLLBACK_IN_PROGRESS -> new RollBack(progress).run();
      case UPDATE_COMPLETE_CLEANUP_IN_PROGRESS -> cleanUp(progress, StackStatus.UPDATE_COMPLETE);
      case UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS ->
          cleanUp(progress, StackStatus.UPDATE_ROLLBACK_COMPLETE);
      case ROLLBACK_IN_PROGRESS ->
          remove(
              progress,
              made -> made.deletionPolicy() == RemovalPolicy.RETAIN,
              StackStatus.ROLLBACK_COMPLETE,
              StackStatus.ROLLBACK_FAILED);
      case DELETE_IN_PROGRESS -> delete(progress, stack);
      default -> throw new IllegalStateException(stack.name() + " is " + stack.status());
    }
  }

  /** With a stack, those in it are given up. */
  private boolean isCancelled(StackRecord stack) {
    return cancelled.contains(stack.id())
        || stack
            .settings()
            .parentId()
            .filter(parent -> isCancelled(engine.stacks().get(parent)))
            .isPresent();
  }

  private static void cleanUp(Progress progress, StackStatus end) {
    new Removal(progress).leftovers();
    progress.end(end, null);
  }

  private void delete(Progress progress, StackRecord stack) {
    boolean neverMade = stack.ongoing().flatMap(Ongoing::target).isPresent();
    new Removal(progress).leftovers();
    remove(
        progress,
        made ->
            made.deletionPolicy() == RemovalPolicy.RETAIN
                || made.deletionPolicy() == RemovalPolicy.RETAIN_EXCEPT_ON_CREATE && !neverMade,
        StackStatus.DELETE_COMPLETE,
        StackStatus.DELETE_FAILED);
  }

  private void remove(
      Progress progress, Predicate<Made> retained, StackStatus end, StackStatus failed) {
    Set<String> retain = progress.stack().ongoing().map(Ongoing::retain).orElse(Set.of());
    List<Leftover> all = new ArrayList<>();
    progress
        .stack()
        .resources()
        .forEach(
            (logicalId, made) ->
                all.add(
                    new Leftover(
                        logicalId,
                        made,
                        retain.contains(logicalId) || retained.test(made)
                            ? RemovalPolicy.RETAIN
                            : RemovalPolicy.DELETE)));
    List<String> left = new Removal(progress).all(all);
    if (!left.isEmpty()) {
      progress.end(
          failed,
          "The following resource(s) failed to delete: [" + String.join(", ", left) + "]. ");
      return;
    }
    progress.change(
        stack -> {
          StackRecord empty = stack.contents(stack.contents().giving(List.of(), Set.of()));
          return end == StackStatus.DELETE_COMPLETE
              ? empty.times(
                  new StackRecord.Times(
                      stack.times().created(),
                      stack.times().updated(),
                      Optional.of(engine.clock().instant())))
              : empty;
        });
    progress.end(end, null);
  }

  /** Lets what is being made come to its end, and begins nothing more. */
  @Override
  public void close() {
    closing = true;
    CompletableFuture<Void> all =
        CompletableFuture.allOf(running.values().toArray(CompletableFuture[]::new));
    try {
      all.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      LOG.warn("a resource is still being made; its stack goes on at the next start");
    } catch (ExecutionException e) {
      LOG.warn("a stack's work did not close well", e);
    }
  }
}
