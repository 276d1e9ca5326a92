package ecommerce.local.codepipeline;

import ecommerce.local.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariable;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;
import software.amazon.awssdk.services.codepipeline.model.RetryTrigger;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;

/**
 * The executions of all pipelines, changed by one at a time: what begins, ends and is answered goes
 * through here, is stored, and then moves on as far as it can.
 */
final class Engine {

  private static final Duration BEFORE_ANOTHER_CALL = Duration.ofSeconds(10);

  private final Declarations declarations;
  private final Executions executions;
  private final Announcements events;
  private final Timers timers;
  private final Machine machine;
  private final Machine.Launcher launcher;
  private volatile boolean closed;

  Engine(
      Declarations declarations,
      Executions executions,
      Announcements events,
      Timers timers,
      Actions actions) {
    this.declarations = declarations;
    this.executions = executions;
    this.events = events;
    this.timers = timers;
    this.launcher =
        (structure, execution, stage, run) ->
            actions.launch(this, structure, execution, stage, run);
    this.machine =
        new Machine(
            declarations, executions, events, timers, launcher, new RollBacks(this, executions));
  }

  Declarations declarations() {
    return declarations;
  }

  Executions executions() {
    return executions;
  }

  Machine machine() {
    return machine;
  }

  Instant now() {
    return timers.instant();
  }

  /** Goes on where the last end came: actions that were running are looked at again. */
  synchronized void resume() {
    for (Declarations.Pipeline pipeline : declarations.all()) {
      for (Execution execution : executions.of(pipeline.name())) {
        if (execution.live() && execution.position().inside()) {
          String stage = execution.position().stage();
          Structure structure = declarations.version(pipeline.name(), execution.version());
          execution
              .stage(stage)
              .ifPresent(
                  run ->
                      run.running()
                          .forEach(action -> launcher.launch(structure, execution, stage, action)));
        }
      }
      machine.advance(pipeline.name());
    }
  }

  void close() {
    closed = true;
  }

  boolean closed() {
    return closed;
  }

  synchronized Execution start(
      String pipeline, Execution.Cause cause, List<PipelineVariable> variables) {
    Structure structure = declarations.current(pipeline);
    Execution execution =
        begun(
            structure,
            cause,
            variables(structure, variables),
            structure.first().name(),
            ExecutionType.STANDARD,
            Execution.Products.NONE);
    machine.advance(pipeline);
    return execution;
  }

  /** An execution that waits for its first stage; the machine takes it from there. */
  Execution begun(
      Structure structure,
      Execution.Cause cause,
      Map<String, String> variables,
      String stage,
      ExecutionType type,
      Execution.Products products) {
    long order = executions.next();
    Instant now = timers.instant();
    Execution execution =
        executions.put(
            new Execution(
                UUID.randomUUID().toString(),
                structure.name(),
                structure.declaration().version(),
                order,
                structure.declaration().executionMode(),
                type,
                PipelineExecutionStatus.IN_PROGRESS,
                Optional.empty(),
                cause,
                now,
                now,
                1,
                new Execution.Position(stage, false, order),
                variables,
                products,
                List.of()));
    events.pipeline(execution, "STARTED");
    return execution;
  }

  /**
   * The pipeline's variables, with what was given in place of their defaults.
   *
   * @throws ecommerce.local.wire.Fault where one is unknown, or has no value
   */
  private static Map<String, String> variables(Structure structure, List<PipelineVariable> given) {
    Map<String, String> values = new LinkedHashMap<>();
    for (PipelineVariableDeclaration declared : structure.declaration().variables()) {
      Optional.ofNullable(declared.defaultValue())
          .ifPresent(value -> values.put(declared.name(), value));
    }
    for (PipelineVariable variable : given) {
      if (structure.declaration().variables().stream()
          .noneMatch(declared -> declared.name().equals(variable.name()))) {
        throw Refusals.validation(
            "Pipeline '" + structure.name() + "' has no variable '" + variable.name() + "'");
      }
      values.put(variable.name(), variable.value());
    }
    for (PipelineVariableDeclaration declared : structure.declaration().variables()) {
      if (!values.containsKey(declared.name())) {
        throw Refusals.validation(
            "The variable '" + declared.name() + "' has no default value and was not given");
      }
    }
    return values;
  }

  /** Notes something about a run that is under way; one that is over stays as it is. */
  synchronized void note(RunKey key, UnaryOperator<ActionRun> change) {
    running(key)
        .ifPresent(
            execution -> {
              StageRun stage = execution.stage(key.stage()).orElseThrow();
              ActionRun run = stage.run(key.run()).orElseThrow();
              executions.put(execution.with(stage.with(change.apply(run)), timers.instant()));
            });
  }

  /** Whether somebody still waits for the run's end. */
  synchronized boolean wanted(RunKey key) {
    return !closed && running(key).isPresent();
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
  synchronized boolean finished(RunKey key, Outcome outcome) {
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
                      one.continuation(),
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

  private static Execution.Revision revision(
      ActionDeclaration action,
      software.amazon.awssdk.services.codepipeline.model.ArtifactRevision revision) {
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
  synchronized void expire(RunKey key) {
    Optional<Instant> until =
        running(key)
            .flatMap(execution -> execution.stage(key.stage()))
            .flatMap(stage -> stage.run(key.run()))
            .flatMap(ActionRun::awaited)
            .map(ActionRun.Awaited::until);
    if (until.isPresent() && !timers.instant().isBefore(until.get())) {
      finished(key, Outcome.failed("Nobody said in time how it went: the action has timed out"));
    }
  }

  /** Calls a function again that wants to go on later. */
  synchronized void continueLater(RunKey key, String token) {
    note(key, run -> run.awaited(Optional.empty(), Optional.of(token), timers.instant()));
    timers.after(BEFORE_ANOTHER_CALL, () -> relaunch(key));
  }

  private synchronized void relaunch(RunKey key) {
    if (wanted(key)) {
      Execution execution = executions.require(key.pipeline(), key.execution());
      launcher.launch(
          declarations.version(key.pipeline(), execution.version()),
          execution,
          key.stage(),
          execution.stage(key.stage()).flatMap(stage -> stage.run(key.run())).orElseThrow());
    }
  }

  /** Goes no further; what runs now is waited for, or let go of. */
  synchronized void stop(Execution execution, Optional<String> reason, boolean abandon) {
    Execution stopping = executions.put(execution.stopping(reason, timers.instant()));
    if (execution.status() != PipelineExecutionStatus.STOPPING) {
      events.pipeline(stopping, "STOPPING");
    }
    if (abandon) {
      abandon(stopping);
    }
    machine.advance(execution.pipeline());
  }

  synchronized void retry(
      Execution execution, StageRun stage, StageRetryMode mode, RetryTrigger trigger) {
    machine.again(execution, stage, mode, trigger);
    machine.advance(execution.pipeline());
  }

  /** Lets go of what an execution runs now; what it has begun elsewhere goes on by itself. */
  Execution abandon(Execution execution) {
    if (!execution.position().inside()) {
      return execution;
    }
    StageRun stage = execution.stage(execution.position().stage()).orElseThrow();
    for (ActionRun run : stage.running()) {
      ActionRun abandoned = run.abandoned(timers.instant());
      stage = stage.with(abandoned);
      events.action(
          execution,
          stage.name(),
          declared(execution, stage.name(), run.action()),
          abandoned,
          "ABANDONED");
    }
    return executions.put(execution.with(stage, timers.instant()));
  }

  /** A pipeline has another structure now: what runs by the former one goes no further. */
  synchronized void cancelAll(String pipeline) {
    for (Execution execution : executions.of(pipeline)) {
      if (execution.live()) {
        Execution left = abandon(execution);
        if (left.position().inside()) {
          StageRun stage = left.stage(left.position().stage()).orElseThrow();
          left =
              executions.put(
                  left.with(stage.status(StageExecutionStatus.CANCELLED), timers.instant()));
          events.stage(left, stage.name(), "CANCELED");
        }
        machine.end(
            left,
            PipelineExecutionStatus.CANCELLED,
            Optional.of("The pipeline's definition was updated"));
      }
    }
  }
}
