package ecommerce.local.codepipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionFilter;
import software.amazon.awssdk.services.codepipeline.model.ArtifactRevision;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineRollbackMetadata;
import software.amazon.awssdk.services.codepipeline.model.ResolvedPipelineVariable;
import software.amazon.awssdk.services.codepipeline.model.SourceRevision;

/** What is told of executions and of their actions, the newest first. */
record Listings(Declarations declarations, Executions executions) {

  GetPipelineExecutionResponse execution(String pipeline, String id) {
    declarations.require(pipeline);
    Execution execution = executions.require(pipeline, id);
    return GetPipelineExecutionResponse.builder()
        .pipelineExecution(
            shown ->
                shown
                    .pipelineName(pipeline)
                    .pipelineVersion(execution.version())
                    .pipelineExecutionId(id)
                    .status(execution.status())
                    .statusSummary(execution.progress().summary().orElse(null))
                    .artifactRevisions(
                        execution.products().revisions().stream()
                            .map(Listings::artifactRevision)
                            .toList())
                    .variables(
                        execution.origin().variables().entrySet().stream()
                            .map(
                                one ->
                                    ResolvedPipelineVariable.builder()
                                        .name(one.getKey())
                                        .resolvedValue(one.getValue())
                                        .build())
                            .toList())
                    .trigger(
                        trigger ->
                            trigger
                                .triggerType(execution.cause().type())
                                .triggerDetail(execution.cause().detail()))
                    .executionMode(execution.mode())
                    .executionType(execution.type())
                    .rollbackMetadata(rollback(execution)))
        .build();
  }

  private static ArtifactRevision artifactRevision(Execution.Revision revision) {
    return ArtifactRevision.builder()
        .name(revision.artifact())
        .revisionId(revision.id())
        .revisionSummary(revision.summary().orElse(null))
        .revisionUrl(revision.url().orElse(null))
        .build();
  }

  private static PipelineRollbackMetadata rollback(Execution execution) {
    return execution
        .cause()
        .rollbackTarget()
        .map(
            target ->
                PipelineRollbackMetadata.builder()
                    .rollbackTargetPipelineExecutionId(target)
                    .build())
        .orElse(null);
  }

  ListPipelineExecutionsResponse executions(ListPipelineExecutionsRequest request) {
    declarations.require(request.pipelineName());
    Optional<String> succeededIn =
        Optional.ofNullable(request.filter())
            .map(filter -> filter.succeededInStage())
            .map(filter -> filter.stageName());
    List<PipelineExecutionSummary> all =
        executions.of(request.pipelineName()).reversed().stream()
            .filter(one -> succeededIn.map(stage -> RollBacks.succeededIn(one, stage)).orElse(true))
            .map(Listings::summary)
            .toList();
    Page<PipelineExecutionSummary> page = Page.of(all, request.nextToken(), request.maxResults());
    return ListPipelineExecutionsResponse.builder()
        .pipelineExecutionSummaries(page.items())
        .nextToken(page.next())
        .build();
  }

  private static PipelineExecutionSummary summary(Execution execution) {
    PipelineExecutionSummary.Builder summary =
        PipelineExecutionSummary.builder()
            .pipelineExecutionId(execution.id())
            .status(execution.status())
            .statusSummary(execution.progress().summary().orElse(null))
            .startTime(execution.origin().started())
            .lastUpdateTime(execution.progress().updated())
            .sourceRevisions(
                execution.products().revisions().stream().map(Listings::sourceRevision).toList())
            .trigger(
                trigger ->
                    trigger
                        .triggerType(execution.cause().type())
                        .triggerDetail(execution.cause().detail()))
            .executionMode(execution.mode())
            .executionType(execution.type())
            .rollbackMetadata(rollback(execution));
    execution.cause().stopReason().ifPresent(why -> summary.stopTrigger(stop -> stop.reason(why)));
    return summary.build();
  }

  private static SourceRevision sourceRevision(Execution.Revision revision) {
    return SourceRevision.builder()
        .actionName(revision.action())
        .revisionId(revision.id())
        .revisionSummary(revision.summary().orElse(null))
        .revisionUrl(revision.url().orElse(null))
        .build();
  }

  ListActionExecutionsResponse actions(ListActionExecutionsRequest request) {
    declarations.require(request.pipelineName());
    Optional<String> only = Optional.ofNullable(request.filter()).flatMap(Listings::wanted);
    List<ActionExecutionDetail> all = new ArrayList<>();
    for (Execution execution : executions.of(request.pipelineName()).reversed()) {
      if (only.isEmpty() || only.get().equals(execution.id())) {
        all.addAll(actions(execution));
      }
    }
    Page<ActionExecutionDetail> page = Page.of(all, request.nextToken(), request.maxResults());
    return ListActionExecutionsResponse.builder()
        .actionExecutionDetails(page.items())
        .nextToken(page.next())
        .build();
  }

  private static Optional<String> wanted(ActionExecutionFilter filter) {
    return Optional.ofNullable(filter.pipelineExecutionId())
        .or(
            () ->
                Optional.ofNullable(filter.latestInPipelineExecution())
                    .map(latest -> latest.pipelineExecutionId()));
  }

  private List<ActionExecutionDetail> actions(Execution execution) {
    record One(StageRun stage, ActionRun run) {}
    Structure structure = declarations.version(execution.pipeline(), execution.version());
    return execution.stages().stream()
        .flatMap(stage -> stage.actions().stream().map(run -> new One(stage, run)))
        .sorted(Comparator.comparingLong((One one) -> one.run().order()).reversed())
        .map(
            one ->
                detail(
                    execution,
                    one.stage().name(),
                    structure.action(one.stage().name(), one.run().action()).orElseThrow(),
                    one.run()))
        .toList();
  }

  private static ActionExecutionDetail detail(
      Execution execution, String stage, ActionDeclaration action, ActionRun run) {
    return ActionExecutionDetail.builder()
        .pipelineExecutionId(execution.id())
        .actionExecutionId(run.id())
        .pipelineVersion(execution.version())
        .stageName(stage)
        .actionName(run.action())
        .startTime(run.start().started())
        .lastUpdateTime(run.state().updated())
        .updatedBy(run.state().by().orElse(null))
        .status(run.status())
        .input(
            input ->
                input
                    .actionTypeId(action.actionTypeId())
                    .configuration(action.configuration())
                    .resolvedConfiguration(run.given().configuration())
                    .roleArn(action.roleArn())
                    .region(action.region())
                    .namespace(action.namespace())
                    .inputArtifacts(run.given().inputs().stream().map(ArtifactRef::shown).toList()))
        .output(
            output ->
                output
                    .outputArtifacts(run.made().outputs().stream().map(ArtifactRef::shown).toList())
                    .outputVariables(run.made().variables())
                    .executionResult(
                        result -> {
                          result
                              .externalExecutionId(run.external().id().orElse(null))
                              .externalExecutionUrl(run.external().url().orElse(null))
                              .externalExecutionSummary(run.external().summary().orElse(null));
                          run.state()
                              .failure()
                              .ifPresent(
                                  why ->
                                      result.errorDetails(
                                          e -> e.code(why.code()).message(why.message())));
                        }))
        .build();
  }
}
