package ecommerce.local.codepipeline;

import ecommerce.local.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ArtifactRevision;

/**
 * The runs of actions that are under way: what is noted of them, and how they end. A run that is
 * over stays as it is, whoever comes late. All is done under the lock of the {@link Engine}.
 */
final class Runs {

  private static final Duration BEFORE_ANOTHER_CALL = Duration.ofSeconds(10);

  private final Object lock;
  private final Declarations declarations;
  private final Executions executions;
  private final Announcements events;
  private final Timers timers;
  private final Machine machine;
  private final Machine.Launcher launcher;
  private volatile boolean closed;

  Runs(
      Object lock,
      Declarations declarations,
      Executions executions,
      Announcements events,
      Timers timers,
      Machine machine,
      Machine.Launcher launcher) {
    this.lock = lock;
    this.declarations = declarations;
    this.executions = executions;
    this.events = events;
    this.timers = timers;
    this.machine = machine;
    this.launcher = launcher;
  }

  /** What ends from now on is not noted: the next start looks at it again. */
  void close() {
    closed = true;
  }

  boolean closed() {
    return closed;
  }

  /** Notes something about a run that is under way; one that is over stays as it is. */
  void note(RunKey key, UnaryOperator<ActionRun> change) {
    synchronized (lock) {
      running(key)
          .ifPresent(
              execution -> {
                StageRun stage = execution.stage(key.stage()).orElseThrow();
                ActionRun run = stage.run(key.run()).orElseThrow();
                executions.put(execution.with(stage.with(change.apply(run)), timers.instant()));
              });
    }
  }

  /** Whether somebody still waits for the run's end. */
  boolean wanted(RunKey key) {
    synchronized (lock) {
      return !closed && running(key).isPresent();
    }
  }

  private Optional<Execution> running(RunKey key) {
    return executions
        .find(key.pipeline(), key.execution())
        .filter(Execution::live)
        .filter(
            execution ->
                execution
                    .stage(key.stage())
                    .flatMap(stage -> stage.run(key.run()))
                    .filter(ActionRun::running)
                    .isPresent());
  }

  /**
   * Takes what has become of a run.
   *
   * @return false where it was over already: nothing has changed then
   */
  boolean finished(RunKey key, Outcome outcome) {
    synchronized (lock) {
      Optional<Execution> live = closed ? Optional.empty() : running(key);
      if (live.isEmpty()) {
        return false;
      }
      Execution execution = live.get();
      StageRun stage = execution.stage(key.stage()).orElseThrow();
      ActionRun run = stage.run(key.run()).orElseThrow();
      Instant now = timers.instant();
      ActionDeclaration action = declared(execution, key.stage(), run.action());
      switch (outcome) {
        case Outcome.Awaited awaited ->
            note(
                key,
                one ->
                    one.awaited(
                        Optional.of(new ActionRun.Awaited(awaited.until(), awaited.token())),
                        one.pending().continuation(),
                        now));
        case Outcome.Failed failed ->
            end(execution, stage, action, run.failed(failed, now), "FAILED");
        case Outcome.Succeeded succeeded -> {
          Execution made =
              execution.with(
                  execution
                      .products()
                      .and(
                          Optional.ofNullable(action.namespace()),
                          succeeded,
                          succeeded.revision().map(one -> revision(action, one))));
          end(made, stage, action, run.succeeded(succeeded, now), "SUCCEEDED");
        }
      }
      return true;
    }
  }

  private static Execution.Revision revision(ActionDeclaration action, ArtifactRevision revision) {
    return new Execution.Revision(
        action.name(),
        revision.name(),
        revision.revisionId(),
        Optional.ofNullable(revision.revisionSummary()),
        Optional.ofNullable(revision.revisionUrl()));
  }

  private void end(
      Execution execution, StageRun stage, ActionDeclaration action, ActionRun run, String state) {
    Execution stored = executions.put(execution.with(stage.with(run), timers.instant()));
    events.action(stored, stage.name(), action, run, state);
    machine.advance(execution.pipeline());
  }

  private ActionDeclaration declared(Execution execution, String stage, String action) {
    return declarations
        .version(execution.pipeline(), execution.version())
        .action(stage, action)
        .orElseThrow();
  }

  /** Nobody has said in time how a run went. */
  void expire(RunKey key) {
    synchronized (lock) {
      Optional<Instant> until =
          running(key)
              .flatMap(execution -> execution.stage(key.stage()))
              .flatMap(stage -> stage.run(key.run()))
              .map(ActionRun::pending)
              .flatMap(ActionRun.Pending::awaited)
              .map(ActionRun.Awaited::until);
      if (until.isPresent() && !timers.instant().isBefore(until.get())) {
        finished(key, Outcome.failed("Nobody said in time how it went: the action has timed out"));
      }
    }
  }

  /** Calls a function again that wants to go on later. */
  void continueLater(RunKey key, String token) {
    synchronized (lock) {
      note(key, run -> run.awaited(Optional.empty(), Optional.of(token), timers.instant()));
      timers.after(BEFORE_ANOTHER_CALL, () -> relaunch(key));
    }
  }

  private void relaunch(RunKey key) {
    synchronized (lock) {
      if (wanted(key)) {
        Execution execution = executions.require(key.pipeline(), key.execution());
        launcher.launch(
            declarations.version(key.pipeline(), execution.version()),
            execution,
            key.stage(),
            execution.stage(key.stage()).flatMap(stage -> stage.run(key.run())).orElseThrow());
      }
    }
  }
}
