package ecommerce.local.codepipeline;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.RetryTrigger;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;

/**
 * Moves executions on: into stages, through groups of actions, to their ends. Each step is stored
 * before it is told; whoever calls it holds the lock of {@link Engine}.
 */
final class Machine {

  private static final Logger LOG = LoggerFactory.getLogger("aws.codepipeline");

  /** Runs an action, on a thread of its own. */
  interface Launcher {
    void launch(Structure structure, Execution execution, String stage, ActionRun run);
  }

  /** Brings a stage back that has failed. */
  interface RollBack {
    void of(Execution failed, String stage);
  }

  private final Declarations declarations;
  private final Executions executions;
  private final Announcements events;
  private final InstantSource clock;
  private final Launcher launcher;
  private final RollBack rollBack;
  private final Admission admission;

  Machine(
      Declarations declarations,
      Executions executions,
      Announcements events,
      InstantSource clock,
      Launcher launcher,
      RollBack rollBack) {
    this.declarations = declarations;
    this.executions = executions;
    this.events = events;
    this.clock = clock;
    this.launcher = launcher;
    this.rollBack = rollBack;
    this.admission = new Admission(declarations, executions);
  }

  /** Does all that can be done now. */
  void advance(String pipeline) {
    boolean moved = true;
    while (moved) {
      moved = false;
      for (Execution execution : executions.of(pipeline)) {
        moved |= execution.live() && step(execution);
      }
    }
  }

  /** Whether something has changed. */
  private boolean step(Execution execution) {
    Structure structure = declarations.version(execution.pipeline(), execution.version());
    if (execution.position().inside()) {
      return inside(structure, execution);
    }
    String stage = execution.position().stage();
    if (execution.status() == PipelineExecutionStatus.STOPPING) {
      end(execution, PipelineExecutionStatus.STOPPED, execution.cause().stopReason());
      return true;
    }
    if (admission.superseded(execution, stage)) {
      end(
          execution,
          PipelineExecutionStatus.SUPERSEDED,
          Optional.of("A newer execution waits for the stage " + stage));
      return true;
    }
    if (admission.mayEnter(structure, execution, stage)) {
      enter(execution, stage);
      return true;
    }
    return false;
  }

  private void enter(Execution execution, String stage) {
    long order = executions.next();
    Execution entered =
        executions.put(
            execution
                .at(new Execution.Position(stage, true, order), clock.instant())
                .with(StageRun.entered(stage, order), clock.instant()));
    events.stage(entered, stage, "STARTED");
  }

  private boolean inside(Structure structure, Execution execution) {
    String name = execution.position().stage();
    StageDeclaration stage = structure.stage(name).orElseThrow();
    StageRun run = execution.stage(name).orElseThrow();
    if (!run.running().isEmpty()) {
      return false;
    }
    List<ActionRun> counting =
        stage.actions().stream().flatMap(action -> run.counting(action.name()).stream()).toList();
    if (counting.stream().anyMatch(one -> one.status() == ActionExecutionStatus.FAILED)) {
      failed(structure, execution, stage, run);
    } else if (execution.status() == PipelineExecutionStatus.STOPPING) {
      executions.put(execution.with(run.status(StageExecutionStatus.STOPPED), clock.instant()));
      events.stage(execution, name, "STOPPED");
      end(reread(execution), PipelineExecutionStatus.STOPPED, execution.cause().stopReason());
    } else {
      Structure.groups(stage).stream()
          .filter(group -> group.stream().anyMatch(action -> run.counting(action.name()).isEmpty()))
          .findFirst()
          .ifPresentOrElse(
              group -> begin(structure, execution, run, group),
              () -> succeeded(structure, execution, run));
    }
    return true;
  }

  private void begin(
      Structure structure, Execution execution, StageRun stage, List<ActionDeclaration> group) {
    StageRun begun = stage;
    for (ActionDeclaration action : group) {
      if (stage.counting(action.name()).isEmpty()) {
        begun =
            begun.with(
                ActionRun.begun(
                    UUID.randomUUID().toString(),
                    action.name(),
                    stage.attempt(),
                    executions.next(),
                    clock.instant()));
      }
    }
    Execution stored = executions.put(execution.with(begun, clock.instant()));
    for (ActionRun run : begun.running()) {
      events.action(
          stored,
          stage.name(),
          structure.action(stage.name(), run.action()).orElseThrow(),
          run,
          "STARTED");
      launcher.launch(structure, stored, stage.name(), run);
    }
  }

  private void succeeded(Structure structure, Execution execution, StageRun stage) {
    Execution done =
        executions.put(
            execution.with(stage.status(StageExecutionStatus.SUCCEEDED), clock.instant()));
    events.stage(done, stage.name(), "SUCCEEDED");
    Optional<String> next =
        done.type() == ExecutionType.ROLLBACK ? Optional.empty() : structure.after(stage.name());
    if (next.isEmpty()) {
      end(done, PipelineExecutionStatus.SUCCEEDED, Optional.empty());
    } else {
      executions.put(
          done.at(new Execution.Position(next.get(), false, executions.next()), clock.instant()));
    }
  }

  private void failed(
      Structure structure, Execution execution, StageDeclaration declared, StageRun stage) {
    Execution noted =
        executions.put(execution.with(stage.status(StageExecutionStatus.FAILED), clock.instant()));
    events.stage(noted, stage.name(), "FAILED");
    Result then = declared.onFailure() == null ? Result.FAIL : declared.onFailure().result();
    boolean stopping = execution.status() == PipelineExecutionStatus.STOPPING;
    if (then == Result.RETRY && stage.retries().automatic() == 0 && !stopping) {
      StageRetryMode mode =
          declared.onFailure().retryConfiguration() == null
              ? StageRetryMode.FAILED_ACTIONS
              : declared.onFailure().retryConfiguration().retryMode();
      LOG.info("{}: stage {} is tried again", execution.pipeline(), stage.name());
      again(noted, stage, mode, RetryTrigger.AUTOMATED_STAGE_RETRY);
      return;
    }
    Execution ended =
        end(
            noted,
            stopping ? PipelineExecutionStatus.STOPPED : PipelineExecutionStatus.FAILED,
            stopping ? execution.cause().stopReason() : Optional.empty());
    if (then == Result.ROLLBACK && execution.type() == ExecutionType.STANDARD && !stopping) {
      rollBack.of(ended, stage.name());
    }
  }

  /** Tries a stage once more; the execution is in it again. */
  Execution again(Execution execution, StageRun stage, StageRetryMode mode, RetryTrigger trigger) {
    long order = executions.next();
    Execution resumed =
        executions.put(
            execution
                .resumed(new Execution.Position(stage.name(), true, order), clock.instant())
                .with(stage.again(mode, trigger, order), clock.instant()));
    if (!execution.live()) {
      events.pipeline(resumed, "RESUMED");
    }
    events.stage(resumed, stage.name(), "RESUMED");
    return resumed;
  }

  Execution end(Execution execution, PipelineExecutionStatus status, Optional<String> summary) {
    Execution ended = executions.put(execution.with(status, summary, clock.instant()));
    LOG.info("{}: execution {} is {}", ended.pipeline(), ended.id(), status);
    events.pipeline(
        ended,
        status == PipelineExecutionStatus.CANCELLED
            ? "CANCELED"
            : status.toString().toUpperCase(Locale.ROOT));
    return ended;
  }

  private Execution reread(Execution execution) {
    return executions.require(execution.pipeline(), execution.id());
  }
}
