package ecommerce.local.codepipeline;

import static ecommerce.local.codepipeline.World.declaration;
import static ecommerce.local.codepipeline.World.gate;
import static ecommerce.local.codepipeline.World.source;
import static ecommerce.local.codepipeline.World.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ApprovalAlreadyCompletedException;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.FailureConditions;
import software.amazon.awssdk.services.codepipeline.model.InvalidApprovalTokenException;
import software.amazon.awssdk.services.codepipeline.model.NotLatestPipelineExecutionException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecution;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionNotStoppableException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.StageNotRetryableException;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;
import software.amazon.awssdk.services.codepipeline.model.UnableToRollbackStageException;

@Timeout(120)
class ExecutionsTest {

  @TempDir Path directory;
  private World world;
  private String revision;

  @BeforeEach
  void start() {
    world = new World(directory);
    revision = world.source(Map.of("readme", "one"));
  }

  @AfterEach
  void stop() throws Exception {
    world.close();
  }

  @Test
  void runsGroupsOfActionsInTheirOrderAndTellsWhatTheyDid() {
    String id =
        world.create(
            declaration(
                ExecutionMode.QUEUED,
                source(),
                stage("Test", gate("Unit"), gate("Lint"), gate("Last", 2))));
    world.approve(id, "Test", "Unit");
    assertThat(world.latest("Test", "Last")).isEmpty();
    world.approve(id, "Test", "Lint");
    world.approve(id, "Test", "Last");
    world.ended(id, "Succeeded");
    PipelineExecution execution =
        world
            .pipelines
            .getPipelineExecution(get -> get.pipelineName("shop").pipelineExecutionId(id))
            .pipelineExecution();
    assertThat(execution.trigger().triggerType()).isEqualTo(TriggerType.CREATE_PIPELINE);
    assertThat(execution.artifactRevisions().getFirst().revisionId()).isEqualTo(revision);
    List<ActionExecutionDetail> actions = world.actions(id);
    assertThat(actions)
        .extracting(ActionExecutionDetail::actionName)
        .startsWith("Last")
        .endsWith("Code");
    assertThat(actions.getFirst().input().resolvedConfiguration())
        .containsEntry("CustomData", "revision " + revision);
    assertThat(actions.getFirst().input().configuration())
        .containsEntry("CustomData", "revision #{Code.VersionId}");
    assertThat(actions.getFirst().updatedBy()).endsWith("user/test");
    assertThat(actions.getLast().output().outputVariables()).containsEntry("ObjectKey", "app.zip");
    assertThat(actions.getLast().output().outputArtifacts().getFirst().s3location().key())
        .matches("shop/App/[0-9a-f]{7}");
  }

  @Test
  void refusesTokensOfOthersAndAnswersThatCameTooLate() {
    String id =
        world.create(declaration(ExecutionMode.QUEUED, source(), stage("Test", gate("Gate"))));
    String token = world.atGate(id, "Test", "Gate");
    assertThatThrownBy(() -> answer("00000000-0000-0000-0000-000000000000"))
        .isInstanceOf(InvalidApprovalTokenException.class);
    answer(token);
    world.ended(id, "Succeeded");
    assertThatThrownBy(() -> answer(token)).isInstanceOf(ApprovalAlreadyCompletedException.class);
  }

  private void answer(String token) {
    world.pipelines.putApprovalResult(
        put ->
            put.pipelineName("shop")
                .stageName("Test")
                .actionName("Gate")
                .token(token)
                .result(result -> result.status(ApprovalStatus.APPROVED).summary("fine")));
  }

  @Test
  void supersedesWhatWaitsWhereSomethingNewerComes() {
    String first =
        world.create(declaration(ExecutionMode.SUPERSEDED, source(), stage("Test", gate("Gate"))));
    world.atGate(first, "Test", "Gate");
    String second = world.run();
    World.eventually(() -> world.state("Test").inboundExecution() != null);
    String third = world.run();
    world.ended(second, "Superseded");
    world.approve(first, "Test", "Gate");
    world.ended(first, "Succeeded");
    world.approve(third, "Test", "Gate");
    world.ended(third, "Succeeded");
  }

  @Test
  void queuesExecutionsWhereTheModeSaysSo() {
    String first =
        world.create(declaration(ExecutionMode.QUEUED, source(), stage("Test", gate("Gate"))));
    world.atGate(first, "Test", "Gate");
    String second = world.run();
    String third = world.run();
    World.eventually(() -> world.state("Test").inboundExecutions().size() == 2);
    for (String id : List.of(first, second, third)) {
      world.approve(id, "Test", "Gate");
      world.ended(id, "Succeeded");
    }
  }

  @Test
  void runsExecutionsSideBySideWhereTheModeSaysSo() {
    String first =
        world.create(declaration(ExecutionMode.PARALLEL, source(), stage("Test", gate("Gate"))));
    world.atGate(first, "Test", "Gate");
    String second = world.run();
    world.approve(second, "Test", "Gate");
    world.ended(second, "Succeeded");
    assertThat(world.status(first)).isEqualTo("InProgress");
  }

  @Test
  void triesOnlyFailedActionsAgainOrAll() {
    String id =
        world.create(
            declaration(ExecutionMode.QUEUED, source(), stage("Test", gate("Good"), gate("Bad"))));
    world.approve(id, "Test", "Good");
    world.reject(id, "Test", "Bad");
    world.ended(id, "Failed");
    assertThat(world.failures(id).getFirst()).contains("Rejected by", "because");
    retry(id, StageRetryMode.FAILED_ACTIONS);
    world.reject(id, "Test", "Bad");
    world.ended(id, "Failed");
    assertThat(runs(id, "Good")).isEqualTo(1);
    retry(id, StageRetryMode.ALL_ACTIONS);
    world.approve(id, "Test", "Bad");
    world.approve(id, "Test", "Good");
    world.ended(id, "Succeeded");
    assertThat(runs(id, "Good")).isEqualTo(2);
    assertThat(runs(id, "Bad")).isEqualTo(3);
    assertThat(world.state("Test").retryStageMetadata().manualStageRetryAttempt()).isEqualTo(2);
    assertThatThrownBy(() -> retry(id, StageRetryMode.ALL_ACTIONS))
        .isInstanceOf(StageNotRetryableException.class);
  }

  @Test
  void triesOnlyTheLatestOfStageAgain() {
    String first =
        world.create(declaration(ExecutionMode.QUEUED, source(), stage("Test", gate("Gate"))));
    world.reject(first, "Test", "Gate");
    world.ended(first, "Failed");
    String second = world.run();
    world.reject(second, "Test", "Gate");
    world.ended(second, "Failed");
    assertThatThrownBy(() -> retry(first, StageRetryMode.FAILED_ACTIONS))
        .isInstanceOf(NotLatestPipelineExecutionException.class);
  }

  private void retry(String id, StageRetryMode mode) {
    world.pipelines.retryStageExecution(
        retry ->
            retry.pipelineName("shop").stageName("Test").pipelineExecutionId(id).retryMode(mode));
  }

  private long runs(String id, String action) {
    return world.actions(id).stream().filter(one -> one.actionName().equals(action)).count();
  }

  @Test
  void triesStageAgainByItselfOnce() {
    String id =
        world.create(
            declaration(
                ExecutionMode.QUEUED,
                source(),
                stage(
                    "Test",
                    FailureConditions.builder()
                        .result(Result.RETRY)
                        .retryConfiguration(retry -> retry.retryMode(StageRetryMode.FAILED_ACTIONS))
                        .build(),
                    gate("Gate"))));
    world.reject(id, "Test", "Gate");
    world.reject(id, "Test", "Gate");
    world.ended(id, "Failed");
    assertThat(runs(id, "Gate")).isEqualTo(2);
    assertThat(world.state("Test").retryStageMetadata().autoStageRetryAttempt()).isEqualTo(1);
  }

  @Test
  void rollsFailedStageBackToTheLastThatSucceeded() {
    String good =
        world.create(
            declaration(
                ExecutionMode.QUEUED,
                source(),
                stage(
                    "Test",
                    FailureConditions.builder().result(Result.ROLLBACK).build(),
                    gate("Gate"))));
    world.approve(good, "Test", "Gate");
    world.ended(good, "Succeeded");
    world.source(Map.of("readme", "two"));
    String bad = world.run();
    world.reject(bad, "Test", "Gate");
    world.ended(bad, "Failed");
    PipelineExecutionSummary back = world.executions().getFirst();
    assertThat(back.executionTypeAsString()).isEqualTo("ROLLBACK");
    assertThat(back.trigger().triggerType()).isEqualTo(TriggerType.AUTOMATED_ROLLBACK);
    assertThat(back.rollbackMetadata().rollbackTargetPipelineExecutionId()).isEqualTo(good);
    world.approve(back.pipelineExecutionId(), "Test", "Gate");
    world.ended(back.pipelineExecutionId(), "Succeeded");
    ActionExecutionDetail again = world.actions(back.pipelineExecutionId()).getFirst();
    assertThat(again.input().resolvedConfiguration())
        .containsEntry("CustomData", "revision " + revision);
    assertThat(world.actions(back.pipelineExecutionId())).hasSize(1);
  }

  @Test
  void rollsStageBackByHand() {
    String first =
        world.create(declaration(ExecutionMode.QUEUED, source(), stage("Test", gate("Gate"))));
    world.approve(first, "Test", "Gate");
    world.ended(first, "Succeeded");
    String second = world.run();
    world.approve(second, "Test", "Gate");
    world.ended(second, "Succeeded");
    assertThatThrownBy(() -> rollBack("Source", first))
        .isInstanceOf(UnableToRollbackStageException.class);
    String back = rollBack("Test", first);
    world.approve(back, "Test", "Gate");
    world.ended(back, "Succeeded");
    assertThat(
            world
                .pipelines
                .listPipelineExecutions(
                    list ->
                        list.pipelineName("shop")
                            .filter(f -> f.succeededInStage(s -> s.stageName("Source"))))
                .pipelineExecutionSummaries())
        .extracting(PipelineExecutionSummary::pipelineExecutionId)
        .containsExactly(second, first);
  }

  @Test
  void rollsBackBeforeWhatWaitsGoesOn() {
    String good =
        world.create(
            declaration(
                ExecutionMode.QUEUED,
                source(),
                stage(
                    "Test",
                    FailureConditions.builder().result(Result.ROLLBACK).build(),
                    gate("Gate"))));
    world.approve(good, "Test", "Gate");
    world.ended(good, "Succeeded");
    String bad = world.run();
    world.atGate(bad, "Test", "Gate");
    String newer = world.run();
    World.eventually(() -> world.state("Test").inboundExecution() != null);
    world.reject(bad, "Test", "Gate");
    world.ended(bad, "Failed");
    String back = world.executions().getFirst().pipelineExecutionId();
    assertThat(back).isNotEqualTo(newer);
    world.approve(back, "Test", "Gate");
    world.ended(back, "Succeeded");
    world.approve(newer, "Test", "Gate");
    world.ended(newer, "Succeeded");
  }

  @Test
  void rollsBackThroughClosedTransitionThatOthersWaitFor() {
    String first =
        world.create(declaration(ExecutionMode.QUEUED, source(), stage("Test", gate("Gate"))));
    world.approve(first, "Test", "Gate");
    world.ended(first, "Succeeded");
    world.pipelines.disableStageTransition(
        close ->
            close.pipelineName("shop").stageName("Test").transitionType("Inbound").reason("fair"));
    String waiting = world.run();
    World.eventually(() -> world.state("Test").inboundExecution() != null);
    String back = rollBack("Test", first);
    world.approve(back, "Test", "Gate");
    world.ended(back, "Succeeded");
    assertThat(world.status(waiting)).isEqualTo("InProgress");
  }

  @Test
  void rollsBackToNoRollBackButToWhatItBroughtBack() {
    FailureConditions back = FailureConditions.builder().result(Result.ROLLBACK).build();
    String first =
        world.create(
            declaration(ExecutionMode.QUEUED, source(), stage("Test", back, gate("Gate"))));
    world.approve(first, "Test", "Gate");
    world.ended(first, "Succeeded");
    String second = world.run();
    world.approve(second, "Test", "Gate");
    world.ended(second, "Succeeded");
    String byHand = rollBack("Test", first);
    world.approve(byHand, "Test", "Gate");
    world.ended(byHand, "Succeeded");
    assertThatThrownBy(() -> rollBack("Test", byHand))
        .isInstanceOf(UnableToRollbackStageException.class)
        .hasMessageContaining("roll-back itself");
    String bad = world.run();
    world.reject(bad, "Test", "Gate");
    world.ended(bad, "Failed");
    assertThat(world.executions().getFirst().rollbackMetadata().rollbackTargetPipelineExecutionId())
        .isEqualTo(first);
  }

  @Test
  void refusesWordsThatItDoesNotKnow() {
    String id =
        world.create(declaration(ExecutionMode.QUEUED, source(), stage("Test", gate("Gate"))));
    String token = world.atGate(id, "Test", "Gate");
    refuses(
        "'approved' at 'result.status'",
        () ->
            world.pipelines.putApprovalResult(
                put ->
                    put.pipelineName("shop")
                        .stageName("Test")
                        .actionName("Gate")
                        .token(token)
                        .result(result -> result.status("approved").summary("fine"))));
    refuses(
        "'inbound' at 'transitionType'",
        () ->
            world.pipelines.disableStageTransition(
                close ->
                    close
                        .pipelineName("shop")
                        .stageName("Test")
                        .transitionType("inbound")
                        .reason("fair")));
    refuses(
        "'outbound' at 'transitionType'",
        () ->
            world.pipelines.enableStageTransition(
                open -> open.pipelineName("shop").stageName("Test").transitionType("outbound")));
    refuses(
        "'ALL' at 'retryMode'",
        () ->
            world.pipelines.retryStageExecution(
                retry ->
                    retry
                        .pipelineName("shop")
                        .stageName("Test")
                        .pipelineExecutionId(id)
                        .retryMode("ALL")));
    refuses(
        "'Broken' at 'failureDetails.type'",
        () ->
            world.pipelines.putJobFailureResult(
                put -> put.jobId(id).failureDetails(f -> f.type("Broken").message("m"))));
    answer(token);
    world.ended(id, "Succeeded");
  }

  private static void refuses(String because, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CodePipelineException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"))
        .hasMessageContaining(because);
  }

  private String rollBack(String stage, String target) {
    return world
        .pipelines
        .rollbackStage(
            roll -> roll.pipelineName("shop").stageName(stage).targetPipelineExecutionId(target))
        .pipelineExecutionId();
  }

  @Test
  void stopsWhenWhatRunsIsDoneOrAtOnce() {
    String first =
        world.create(
            declaration(
                ExecutionMode.QUEUED, source(), stage("Test", gate("Gate"), gate("Later", 2))));
    world.atGate(first, "Test", "Gate");
    stop(first, false);
    assertThat(world.status(first)).isEqualTo("Stopping");
    world.approve(first, "Test", "Gate");
    world.ended(first, "Stopped");
    assertThat(world.latest("Test", "Later")).isEmpty();
    assertThat(world.state("Test").latestExecution().statusAsString()).isEqualTo("Stopped");
    String second = world.run();
    world.atGate(second, "Test", "Gate");
    stop(second, true);
    world.ended(second, "Stopped");
    assertThat(world.latest("Test", "Gate").orElseThrow().statusAsString()).isEqualTo("Abandoned");
    assertThat(world.executions().getFirst().stopTrigger().reason()).isEqualTo("enough");
    assertThatThrownBy(() -> stop(second, true))
        .isInstanceOf(PipelineExecutionNotStoppableException.class);
  }

  private void stop(String id, boolean abandon) {
    world.pipelines.stopPipelineExecution(
        stop ->
            stop.pipelineName("shop").pipelineExecutionId(id).abandon(abandon).reason("enough"));
  }

  @Test
  void waitsWhereTransitionIsClosed() {
    String id =
        world.create(declaration(ExecutionMode.QUEUED, source(), stage("Test", gate("Gate"))));
    world.approve(id, "Test", "Gate");
    world.ended(id, "Succeeded");
    world.pipelines.disableStageTransition(
        close ->
            close.pipelineName("shop").stageName("Test").transitionType("Inbound").reason("fair"));
    String second = world.run();
    World.eventually(() -> world.state("Test").inboundExecution() != null);
    assertThat(world.state("Test").inboundTransitionState().disabledReason()).isEqualTo("fair");
    world.pipelines.enableStageTransition(
        open -> open.pipelineName("shop").stageName("Test").transitionType("Inbound"));
    world.approve(second, "Test", "Gate");
    world.ended(second, "Succeeded");
  }

  @Test
  void goesOnWhereItWasAfterRestart() throws Exception {
    String id =
        world.create(declaration(ExecutionMode.QUEUED, source(), stage("Test", gate("Gate"))));
    world.atGate(id, "Test", "Gate");
    String waiting = world.run();
    World.eventually(() -> world.state("Test").inboundExecution() != null);
    world.restart();
    world.approve(id, "Test", "Gate");
    world.ended(id, "Succeeded");
    world.approve(waiting, "Test", "Gate");
    world.ended(waiting, "Succeeded");
  }

  @Test
  void cancelsWhatRunsWhenItsStructureChanges() {
    var before = declaration(ExecutionMode.QUEUED, source(), stage("Test", gate("Gate")));
    String id = world.create(before);
    world.atGate(id, "Test", "Gate");
    world.pipelines.updatePipeline(update -> update.pipeline(before));
    assertThat(world.status(id)).isEqualTo("InProgress");
    world.pipelines.updatePipeline(
        update ->
            update.pipeline(
                declaration(ExecutionMode.QUEUED, source(), stage("Other", gate("Gate")))));
    world.ended(id, "Cancelled");
    assertThat(world.pipelines.getPipeline(get -> get.name("shop")).pipeline().version())
        .isEqualTo(3);
    assertThat(
            world
                .pipelines
                .getPipeline(get -> get.name("shop").version(1))
                .pipeline()
                .stages()
                .getLast()
                .name())
        .isEqualTo("Test");
    String next = world.run();
    world.approve(next, "Other", "Gate");
    world.ended(next, "Succeeded");
  }

  @Test
  void takesVariablesWithDefaults() {
    String id =
        world.create(
            declaration(
                    ExecutionMode.QUEUED,
                    source(),
                    stage(
                        "Test",
                        gate("Gate").toBuilder()
                            .configuration(
                                Map.of(
                                    "CustomData",
                                    "#{variables.colour} in #{codepipeline.PipelineExecutionId}"))
                            .build()))
                .toBuilder()
                .variables(
                    PipelineVariableDeclaration.builder()
                        .name("colour")
                        .defaultValue("red")
                        .build())
                .build());
    world.approve(id, "Test", "Gate");
    world.ended(id, "Succeeded");
    assertThat(world.actions(id).getFirst().input().resolvedConfiguration())
        .containsEntry("CustomData", "red in " + id);
    String blue =
        world
            .pipelines
            .startPipelineExecution(
                start -> start.name("shop").variables(v -> v.name("colour").value("blue")))
            .pipelineExecutionId();
    world.approve(blue, "Test", "Gate");
    world.ended(blue, "Succeeded");
    assertThat(world.actions(blue).getFirst().input().resolvedConfiguration())
        .containsEntry("CustomData", "blue in " + blue);
    assertThatThrownBy(
            () ->
                world.pipelines.startPipelineExecution(
                    start -> start.name("shop").variables(v -> v.name("size").value("xl"))))
        .hasMessageContaining("no variable 'size'");
  }

  @Test
  void failsWhereVariableHasNoValue() {
    String id =
        world.create(
            declaration(
                ExecutionMode.QUEUED,
                source(),
                stage(
                    "Test",
                    gate("Gate").toBuilder()
                        .configuration(Map.of("CustomData", "#{Build.NOTHING}"))
                        .build())));
    world.ended(id, "Failed");
    assertThat(world.failures(id).getFirst()).contains("#{Build.NOTHING}");
  }

  @Test
  void takesRevisionThatIsAskedFor() {
    String id =
        world.create(declaration(ExecutionMode.QUEUED, source(), stage("Test", gate("Gate"))));
    world.approve(id, "Test", "Gate");
    world.ended(id, "Succeeded");
    world.source(Map.of("readme", "two"));
    String old =
        world
            .pipelines
            .startPipelineExecution(
                start ->
                    start
                        .name("shop")
                        .sourceRevisions(
                            r ->
                                r.actionName("Code")
                                    .revisionType("S3_OBJECT_VERSION_ID")
                                    .revisionValue(revision)))
            .pipelineExecutionId();
    world.approve(old, "Test", "Gate");
    world.ended(old, "Succeeded");
    assertThat(world.actions(old).getLast().output().outputVariables())
        .containsEntry("VersionId", revision);
  }
}
