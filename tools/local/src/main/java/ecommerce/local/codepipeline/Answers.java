package ecommerce.local.codepipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.ApprovalAlreadyCompletedException;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.codepipeline.model.GetJobDetailsResponse;
import software.amazon.awssdk.services.codepipeline.model.InvalidApprovalTokenException;
import software.amazon.awssdk.services.codepipeline.model.InvalidJobStateException;
import software.amazon.awssdk.services.codepipeline.model.JobNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PutApprovalResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutApprovalResultResponse;
import software.amazon.awssdk.services.codepipeline.model.PutJobFailureResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutJobFailureResultResponse;
import software.amazon.awssdk.services.codepipeline.model.PutJobSuccessResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutJobSuccessResultResponse;

/** Takes the word of those who say how an action went: people of approvals, functions of jobs. */
record Answers(Engine engine) {

  private record Found(Execution execution, StageRun stage, ActionRun run) {

    RunKey key() {
      return RunKey.of(execution, stage.name(), run);
    }
  }

  PutApprovalResultResponse approval(PutApprovalResultRequest request, String by) {
    Refusals.unlessKnown(
        "result.status",
        request.result().statusAsString(),
        request.result().status(),
        ApprovalStatus.UNKNOWN_TO_SDK_VERSION,
        ApprovalStatus.knownValues());
    synchronized (engine) {
      Structure structure = engine.declarations().current(request.pipelineName());
      if (structure.stage(request.stageName()).isEmpty()) {
        throw Refusals.noStage(request.pipelineName(), request.stageName());
      }
      ActionDeclaration action =
          structure
              .action(request.stageName(), request.actionName())
              .filter(one -> ActionKind.of(one.actionTypeId()).orElseThrow() == ActionKind.APPROVAL)
              .orElseThrow(
                  () ->
                      ActionNotFoundException.builder()
                          .message("There is no approval '" + request.actionName() + "'")
                          .statusCode(400)
                          .build());
      Found found =
          all(request.pipelineName()).stream()
              .filter(one -> one.stage().name().equals(request.stageName()))
              .filter(one -> one.run().action().equals(action.name()))
              .filter(
                  one ->
                      one.run()
                          .pending()
                          .awaited()
                          .flatMap(ActionRun.Awaited::token)
                          .filter(request.token()::equals)
                          .isPresent())
              .findFirst()
              .orElseThrow(() -> unknown(request));
      Outcome outcome =
          request.result().status() == ApprovalStatus.APPROVED
              ? new Outcome.Succeeded(
                  Optional.ofNullable(request.result().summary()),
                  Map.of(),
                  List.of(),
                  Optional.empty(),
                  Optional.of(by))
              : new Outcome.Failed(
                  "JobFailed",
                  "Rejected by " + by + ": " + request.result().summary(),
                  Optional.of(by));
      engine.runs().finished(found.key(), outcome);
      return PutApprovalResultResponse.builder().approvedAt(engine.now()).build();
    }
  }

  private RuntimeException unknown(PutApprovalResultRequest request) {
    boolean waiting =
        all(request.pipelineName()).stream()
            .anyMatch(
                one ->
                    one.run().action().equals(request.actionName())
                        && one.stage().name().equals(request.stageName())
                        && one.run().running());
    return waiting
        ? InvalidApprovalTokenException.builder()
            .message("The approval token is not valid")
            .statusCode(400)
            .build()
        : ApprovalAlreadyCompletedException.builder()
            .message("The approval action has already been approved or rejected")
            .statusCode(400)
            .build();
  }

  PutJobSuccessResultResponse success(PutJobSuccessResultRequest request) {
    synchronized (engine) {
      Found job = job(request.jobId());
      if (request.continuationToken() != null) {
        engine.runs().continueLater(job.key(), request.continuationToken());
        return PutJobSuccessResultResponse.builder().build();
      }
      Structure structure =
          engine.declarations().version(job.execution().pipeline(), job.execution().version());
      List<ArtifactRef> made =
          structure
              .action(job.stage().name(), job.run().action())
              .orElseThrow()
              .outputArtifacts()
              .stream()
              .map(output -> Artifacts.place(structure, output.name(), job.run().id()))
              .toList();
      String summary =
          request.executionDetails() == null ? null : request.executionDetails().summary();
      engine.runs().finished(job.key(), Outcome.done(summary, request.outputVariables(), made));
      return PutJobSuccessResultResponse.builder().build();
    }
  }

  PutJobFailureResultResponse failure(PutJobFailureResultRequest request) {
    Refusals.unlessKnown(
        "failureDetails.type",
        request.failureDetails().typeAsString(),
        request.failureDetails().type(),
        FailureType.UNKNOWN_TO_SDK_VERSION,
        FailureType.knownValues());
    synchronized (engine) {
      engine
          .runs()
          .finished(
              job(request.jobId()).key(),
              new Outcome.Failed(
                  request.failureDetails().typeAsString(),
                  request.failureDetails().message(),
                  Optional.empty()));
      return PutJobFailureResultResponse.builder().build();
    }
  }

  GetJobDetailsResponse details(String id) {
    Found job = job(id);
    Execution execution = job.execution();
    ActionDeclaration action =
        engine
            .declarations()
            .version(execution.pipeline(), execution.version())
            .action(job.stage().name(), job.run().action())
            .orElseThrow();
    return GetJobDetailsResponse.builder()
        .jobDetails(
            details ->
                details
                    .id(id)
                    .data(
                        data ->
                            data.actionTypeId(action.actionTypeId())
                                .actionConfiguration(
                                    c -> c.configuration(job.run().given().configuration()))
                                .continuationToken(job.run().pending().continuation().orElse(null))
                                .pipelineContext(
                                    context ->
                                        context
                                            .pipelineName(execution.pipeline())
                                            .pipelineExecutionId(execution.id())
                                            .stage(s -> s.name(job.stage().name()))
                                            .action(
                                                a ->
                                                    a.name(action.name())
                                                        .actionExecutionId(job.run().id())))))
        .build();
  }

  /**
   * @throws JobNotFoundException where there was never one
   * @throws InvalidJobStateException where it is over
   */
  private Found job(String id) {
    Found found =
        engine.declarations().all().stream()
            .flatMap(pipeline -> all(pipeline.name()).stream())
            .filter(one -> one.run().external().id().filter(id::equals).isPresent())
            .filter(this::isJob)
            .findFirst()
            .orElseThrow(
                () ->
                    JobNotFoundException.builder()
                        .message("There is no job " + id)
                        .statusCode(400)
                        .build());
    if (!found.run().running()) {
      throw InvalidJobStateException.builder()
          .message("The job " + id + " is over: " + found.run().status())
          .statusCode(400)
          .build();
    }
    return found;
  }

  /** Other actions have something in another service by that name: a build, a stack. */
  private boolean isJob(Found found) {
    Execution execution = found.execution();
    return engine
        .declarations()
        .version(execution.pipeline(), execution.version())
        .action(found.stage().name(), found.run().action())
        .flatMap(action -> ActionKind.of(action.actionTypeId()))
        .filter(kind -> kind == ActionKind.LAMBDA)
        .isPresent();
  }

  private List<Found> all(String pipeline) {
    List<Found> all = new ArrayList<>();
    for (Execution execution : engine.executions().of(pipeline)) {
      for (StageRun stage : execution.stages()) {
        stage.actions().forEach(run -> all.add(new Found(execution, stage, run)));
      }
    }
    return all;
  }
}
