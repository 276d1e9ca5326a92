package ecommerce.local.codepipeline;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.codepipeline.model.ConflictException;
import software.amazon.awssdk.services.codepipeline.model.DisableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.DuplicatedStopRequestException;
import software.amazon.awssdk.services.codepipeline.model.EnableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.NotLatestPipelineExecutionException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionNotStoppableException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.RetryStageExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.RetryTrigger;
import software.amazon.awssdk.services.codepipeline.model.RollbackStageRequest;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionOverride;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageNotRetryableException;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.StopPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;

/** What people, rules and other services ask of executions. */
record Operator(Engine engine) {

  private static final Set<StageExecutionStatus> RETRYABLE =
      Set.of(StageExecutionStatus.FAILED, StageExecutionStatus.STOPPED);

  Execution start(StartPipelineExecutionRequest request, TriggerType trigger, String detail) {
    Structure structure = engine.declarations().current(request.name());
    Map<String, Execution.Wanted> sources = new HashMap<>();
    for (SourceRevisionOverride source : request.sourceRevisions()) {
      if (structure.action(structure.first().name(), source.actionName()).isEmpty()) {
        throw Refusals.validation(
            "Pipeline '" + request.name() + "' has no source action '" + source.actionName() + "'");
      }
      sources.merge(source.actionName(), wanted(source), Operator::both);
    }
    return engine.start(
        request.name(),
        new Execution.Cause(trigger, detail, sources, Optional.empty(), Optional.empty()),
        request.variables());
  }

  private static Execution.Wanted wanted(SourceRevisionOverride source) {
    Optional<String> value = Optional.of(source.revisionValue());
    return switch (source.revisionType()) {
      case COMMIT_ID -> new Execution.Wanted(value, Optional.empty(), Optional.empty());
      case S3_OBJECT_KEY -> new Execution.Wanted(Optional.empty(), value, Optional.empty());
      case S3_OBJECT_VERSION_ID -> new Execution.Wanted(Optional.empty(), Optional.empty(), value);
      default ->
          throw Refusals.validation(
              "The revision type " + source.revisionTypeAsString() + " is not offered");
    };
  }

  private static Execution.Wanted both(Execution.Wanted one, Execution.Wanted other) {
    return new Execution.Wanted(
        other.commit().or(one::commit),
        other.objectKey().or(one::objectKey),
        other.version().or(one::version));
  }

  void stop(StopPipelineExecutionRequest request) {
    synchronized (engine) {
      Execution execution =
          engine.executions().require(request.pipelineName(), request.pipelineExecutionId());
      boolean abandon = Boolean.TRUE.equals(request.abandon());
      if (!execution.live()) {
        throw PipelineExecutionNotStoppableException.builder()
            .message("The execution " + execution.id() + " is " + execution.status() + " already")
            .statusCode(400)
            .build();
      }
      if (execution.status() == PipelineExecutionStatus.STOPPING && !abandon) {
        throw DuplicatedStopRequestException.builder()
            .message("The execution " + execution.id() + " is being stopped already")
            .statusCode(400)
            .build();
      }
      engine.stop(execution, Optional.ofNullable(request.reason()), abandon);
    }
  }

  void retry(RetryStageExecutionRequest request) {
    Refusals.unlessKnown(
        "retryMode",
        request.retryModeAsString(),
        request.retryMode(),
        StageRetryMode.UNKNOWN_TO_SDK_VERSION,
        StageRetryMode.knownValues());
    synchronized (engine) {
      String pipeline = request.pipelineName();
      Structure current = engine.declarations().current(pipeline);
      requireStage(current, request.stageName());
      Execution execution = engine.executions().require(pipeline, request.pipelineExecutionId());
      StageRun stage =
          execution
              .stage(request.stageName())
              .filter(run -> RETRYABLE.contains(run.status()) && !execution.live())
              .orElseThrow(
                  () ->
                      notRetryable(
                          "The stage "
                              + request.stageName()
                              + " has not failed in the execution "
                              + execution.id()));
      if (execution.version() != current.declaration().version()) {
        throw notRetryable(
            "The pipeline has changed since the execution " + execution.id() + " began");
      }
      if (execution.mode() != ExecutionMode.PARALLEL) {
        requireLatest(execution, stage);
      }
      engine.retry(execution, stage, request.retryMode(), RetryTrigger.MANUAL_STAGE_RETRY);
    }
  }

  private void requireLatest(Execution execution, StageRun stage) {
    Execution latest =
        engine.executions().of(execution.pipeline()).stream()
            .filter(other -> other.stage(stage.name()).isPresent())
            .max(Comparator.comparingLong(o -> o.stage(stage.name()).orElseThrow().entered()))
            .orElseThrow();
    if (latest.isIn(stage.name())) {
      throw ConflictException.builder()
          .message("The stage " + stage.name() + " is in progress")
          .statusCode(400)
          .build();
    }
    if (!latest.id().equals(execution.id())) {
      throw NotLatestPipelineExecutionException.builder()
          .message(
              "The execution " + execution.id() + " is not the latest in the stage " + stage.name())
          .statusCode(400)
          .build();
    }
  }

  private static StageNotRetryableException notRetryable(String message) {
    return StageNotRetryableException.builder().message(message).statusCode(400).build();
  }

  Execution rollBack(RollbackStageRequest request, String by) {
    synchronized (engine) {
      requireStage(engine.declarations().current(request.pipelineName()), request.stageName());
      Execution begun =
          new RollBacks(engine, engine.executions())
              .toTarget(
                  request.pipelineName(),
                  request.stageName(),
                  request.targetPipelineExecutionId(),
                  by);
      engine.machine().advance(request.pipelineName());
      return begun;
    }
  }

  void disable(DisableStageTransitionRequest request, String by) {
    transition(
        request.pipelineName(),
        request.stageName(),
        request.transitionType(),
        request.transitionTypeAsString(),
        Optional.of(new Declarations.Disabled(request.reason(), by, engine.now())));
  }

  void enable(EnableStageTransitionRequest request) {
    transition(
        request.pipelineName(),
        request.stageName(),
        request.transitionType(),
        request.transitionTypeAsString(),
        Optional.empty());
  }

  private void transition(
      String pipeline,
      String stage,
      StageTransitionType direction,
      String said,
      Optional<Declarations.Disabled> closed) {
    Refusals.unlessKnown(
        "transitionType",
        said,
        direction,
        StageTransitionType.UNKNOWN_TO_SDK_VERSION,
        StageTransitionType.knownValues());
    synchronized (engine) {
      requireStage(engine.declarations().current(pipeline), stage);
      engine.declarations().transition(pipeline, stage, said, closed);
      engine.machine().advance(pipeline);
    }
  }

  private static void requireStage(Structure structure, String stage) {
    if (structure.stage(stage).isEmpty()) {
      throw Refusals.noStage(structure.name(), stage);
    }
  }
}
