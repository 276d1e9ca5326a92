package ecommerce.local.codepipeline;

import ecommerce.local.Timers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariable;
import software.amazon.awssdk.services.codepipeline.model.RetryTrigger;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;

/**
 * The executions of all pipelines, changed by one at a time: what begins, ends and is answered goes
 * through here, is stored, and then moves on as far as it can.
 */
final class Engine {

  private final Declarations declarations;
  private final Executions executions;
  private final Announcements events;
  private final Timers timers;
  private final Machine machine;
  private final Machine.Launcher launcher;
  private final Runs runs;

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
            actions.launch(runs(), structure, execution, stage, run);
    this.machine =
        new Machine(
            declarations, executions, events, timers, launcher, new RollBacks(this, executions));
    this.runs = new Runs(this, declarations, executions, events, timers, machine, launcher);
  }

  Declarations declarations() {
    return declarations;
  }

  Executions executions() {
    return executions;
  }

  Runs runs() {
    return runs;
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
    runs.close();
  }

  synchronized Execution start(
      String pipeline, Execution.Cause cause, List<PipelineVariable> variables) {
    Structure structure = declarations.current(pipeline);
    Execution execution =
        begun(
            structure,
            cause,
            Variables.given(structure, variables),
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
    Execution execution =
        executions.put(
            Execution.begun(
                new Execution.Origin(
                    UUID.randomUUID().toString(),
                    structure.name(),
                    structure.declaration().version(),
                    executions.next(),
                    structure.declaration().executionMode(),
                    type,
                    timers.instant(),
                    variables),
                cause,
                stage,
                products));
    events.pipeline(execution, "STARTED");
    return execution;
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
          declarations
              .version(execution.pipeline(), execution.version())
              .action(stage.name(), run.action())
              .orElseThrow(),
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
