package ecommerce.local.codepipeline;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionOutdatedException;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;
import software.amazon.awssdk.services.codepipeline.model.UnableToRollbackStageException;

/**
 * Brings a stage back to what an earlier execution did in it: by an execution of its own, that runs
 * this stage alone with the artifacts and variables of then.
 */
record RollBacks(Engine engine, Executions executions) implements Machine.RollBack {

  private static final Logger LOG = LoggerFactory.getLogger("aws.codepipeline");

  /**
   * To the last one that succeeded in it by the same version of the pipeline, where there is one.
   */
  @Override
  public void of(Execution failed, String stage) {
    Optional<Execution> target =
        executions.of(failed.pipeline()).stream()
            .filter(other -> other.version() == failed.version() && succeededIn(other, stage))
            .max(Comparator.comparingLong(other -> other.stage(stage).orElseThrow().entered()))
            .flatMap(this::original);
    if (target.isEmpty() || failed.mode() == ExecutionMode.PARALLEL) {
      LOG.warn("{}: there is nothing to roll stage {} back to", failed.pipeline(), stage);
      return;
    }
    begin(target.get(), stage, TriggerType.AUTOMATED_ROLLBACK, failed.id());
  }

  /** What a roll-back has brought back; anything else is its own. */
  private Optional<Execution> original(Execution execution) {
    return execution.type() == ExecutionType.ROLLBACK
        ? execution
            .cause()
            .rollbackTarget()
            .flatMap(id -> executions.find(execution.pipeline(), id))
            .flatMap(this::original)
        : Optional.of(execution);
  }

  /**
   * @param by who wants it
   * @throws UnableToRollbackStageException where the stage or the target cannot be brought back: a
   *     roll-back is no target itself
   */
  Execution toTarget(String pipeline, String stage, String targetId, String by) {
    Structure structure = engine.declarations().current(pipeline);
    Execution target = executions.require(pipeline, targetId);
    if (structure.first().name().equals(stage)) {
      throw refused("The stage " + stage + " has the sources: it cannot be rolled back");
    }
    if (structure.declaration().executionMode() == ExecutionMode.PARALLEL) {
      throw refused("Stages of a pipeline in the mode PARALLEL cannot be rolled back");
    }
    if (target.type() == ExecutionType.ROLLBACK) {
      throw refused(
          "The execution "
              + targetId
              + " is a roll-back itself: name the execution it went back to");
    }
    if (!succeededIn(target, stage)) {
      throw refused("The execution " + targetId + " has not succeeded in the stage " + stage);
    }
    if (target.version() != structure.declaration().version()) {
      throw PipelineExecutionOutdatedException.builder()
          .message(
              "The execution "
                  + targetId
                  + " is of version "
                  + target.version()
                  + " of the pipeline, which has version "
                  + structure.declaration().version()
                  + " now")
          .statusCode(400)
          .build();
    }
    if (executions.of(pipeline).stream().anyMatch(other -> other.isIn(stage))) {
      throw refused("The stage " + stage + " is in progress");
    }
    return begin(target, stage, TriggerType.MANUAL_ROLLBACK, by);
  }

  private Execution begin(Execution target, String stage, TriggerType why, String detail) {
    return engine.begun(
        engine.declarations().version(target.pipeline(), target.version()),
        new Execution.Cause(why, detail, Map.of(), Optional.of(target.id()), Optional.empty()),
        target.origin().variables(),
        stage,
        ExecutionType.ROLLBACK,
        target.products());
  }

  static boolean succeededIn(Execution execution, String stage) {
    return execution
        .stage(stage)
        .filter(run -> run.status() == StageExecutionStatus.SUCCEEDED)
        .isPresent();
  }

  private static UnableToRollbackStageException refused(String message) {
    return UnableToRollbackStageException.builder().message(message).statusCode(400).build();
  }
}
