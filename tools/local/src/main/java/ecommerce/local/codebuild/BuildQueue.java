package ecommerce.local.codebuild;

import ecommerce.local.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.codebuild.model.BuildPhaseType;
import software.amazon.awssdk.services.codebuild.model.StatusType;

/**
 * Builds that wait and builds that run: of a project with a limit no more than that at a time, the
 * others in the order of their coming. Each has a time to wait and a time to run.
 */
final class BuildQueue {

  private static final Logger LOG = LoggerFactory.getLogger("aws.codebuild");
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private record Waiting(StoredBuild stored, Timers.Timer late) {

    String id() {
      return stored.build().id();
    }
  }

  private record Running(String project, BuildRun run, Thread thread) {}

  private final Workshop workshop;
  private final Projects projects;
  private final List<Waiting> waiting = new ArrayList<>();
  private final Map<String, Running> running = new HashMap<>();
  private boolean closed;

  BuildQueue(Workshop workshop, Projects projects) {
    this.workshop = workshop;
    this.projects = projects;
  }

  /** Goes on with what waited when the environment ended; what ran then has failed. */
  void start() {
    workshop.clear();
    for (StoredBuild stored : workshop.builds().unfinished()) {
      String id = stored.build().id();
      if (BuildPhaseType.QUEUED.toString().equals(stored.build().currentPhase())) {
        submit(stored);
      } else {
        LOG.warn("build {} was interrupted by the end of the environment", id);
        workshop
            .phases()
            .end(
                id,
                StatusType.FAULT,
                Optional.of(
                    new Failure(
                        "INTERNAL_SERVICE_ERROR",
                        "The environment ended while the build was running; start it again.")));
        workshop.phases().complete(id, StatusType.FAULT);
      }
    }
  }

  synchronized void submit(StoredBuild stored) {
    String id = stored.build().id();
    Timers.Timer late =
        workshop
            .timers()
            .after(
                Duration.ofMinutes(stored.project().queuedTimeoutInMinutes()),
                () -> leave(id, StatusType.TIMED_OUT));
    waiting.add(new Waiting(stored, late));
    startNext();
  }

  private synchronized void startNext() {
    for (Waiting next : List.copyOf(waiting)) {
      if (!closed && hasRoom(next.stored().project().name())) {
        waiting.remove(next);
        next.late().cancel();
        run(next.stored());
      }
    }
  }

  private boolean hasRoom(String project) {
    Optional<Integer> limit = projects.find(project).map(found -> found.concurrentBuildLimit());
    long now = running.values().stream().filter(one -> one.project().equals(project)).count();
    return limit.isEmpty() || now < limit.get();
  }

  private void run(StoredBuild stored) {
    String id = stored.build().id();
    BuildRun run = new BuildRun(workshop, stored);
    Thread thread = Thread.ofVirtual().name("build-" + id).unstarted(() -> run(stored, run));
    running.put(id, new Running(stored.project().name(), run, thread));
    thread.start();
  }

  private void run(StoredBuild stored, BuildRun run) {
    String id = stored.build().id();
    Timers.Timer late =
        workshop
            .timers()
            .after(
                Duration.ofMinutes(stored.project().timeoutInMinutes()),
                () -> run.halt(StatusType.TIMED_OUT));
    try {
      workshop.phases().end(id, StatusType.SUCCEEDED, Optional.empty());
      run.run();
    } catch (RuntimeException e) {
      LOG.error("build {} did not end well", id, e);
    } finally {
      late.cancel();
      synchronized (this) {
        running.remove(id);
      }
      startNext();
    }
  }

  /** Ends a build with a status; one that has ended stays as it is. */
  void stop(String id) {
    leave(id, StatusType.STOPPED);
    BuildRun run;
    synchronized (this) {
      run = running.containsKey(id) ? running.get(id).run() : null;
    }
    if (run != null) {
      run.halt(StatusType.STOPPED);
    }
  }

  private void leave(String id, StatusType status) {
    synchronized (this) {
      Optional<Waiting> left = waiting.stream().filter(one -> one.id().equals(id)).findFirst();
      if (left.isEmpty()) {
        return;
      }
      waiting.remove(left.get());
      left.get().late().cancel();
    }
    workshop.phases().end(id, status, Optional.empty());
    workshop.phases().complete(id, status);
  }

  /** Ends what runs; it is told at the next start. */
  void close() {
    List<Running> left;
    synchronized (this) {
      closed = true;
      waiting.forEach(one -> one.late().cancel());
      left = List.copyOf(running.values());
    }
    left.forEach(one -> one.run().abandon());
    for (Running one : left) {
      try {
        one.thread().join(PATIENCE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
