package ecommerce.local.codepipeline;

import ecommerce.local.Permission;
import ecommerce.local.wire.Access;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.codepipeline.model.*;

/** CodePipeline's API (version 2015-07-09) as far as it is offered here. */
record CodePipelineApi(
    Arns arns,
    PipelineOperations pipelines,
    Operator operator,
    Answers answers,
    StateView state,
    Listings listings)
    implements AwsService {

  @Override
  public Protocol protocol() {
    return new Protocol.AwsJson("codepipeline", "CodePipeline_20150709", "1.1");
  }

  @Override
  public void declare(Operations on) {
    pipelines(on);
    executions(on);
    stages(on);
    queries(on);
    answers(on);
  }

  private <Q> Access<Q> to(String action, Function<Q, String> pipeline) {
    return Access.to("codepipeline:" + action, request -> arns.pipeline(pipeline.apply(request)));
  }

  /** The roles of a pipeline are passed on to CodePipeline. */
  private List<Permission> declaring(String action, PipelineDeclaration pipeline) {
    List<Permission> needed = new ArrayList<>();
    needed.add(Permission.of("codepipeline:" + action, arns.pipeline(pipeline.name())));
    needed.add(
        Permission.of("iam:PassRole", pipeline.roleArn())
            .with("iam:PassedToService", List.of(Sessions.PRINCIPAL)));
    return needed;
  }

  private void pipelines(Operations on) {
    on.on(
        CreatePipelineRequest::builder,
        q -> declaring("CreatePipeline", q.pipeline()),
        (call, q) -> pipelines.create(q, Map.of(), call.caller().arn()));
    on.on(
        UpdatePipelineRequest::builder,
        q -> declaring("UpdatePipeline", q.pipeline()),
        (call, q) -> pipelines.update(q.pipeline()));
    on.on(
        DeletePipelineRequest::builder,
        to("DeletePipeline", DeletePipelineRequest::name),
        (call, q) -> {
          pipelines.delete(q.name());
          return DeletePipelineResponse.builder().build();
        });
    on.on(
        GetPipelineRequest::builder,
        to("GetPipeline", GetPipelineRequest::name),
        (call, q) -> pipelines.get(q));
    on.on(
        ListPipelinesRequest::builder,
        Access.to("codepipeline:ListPipelines"),
        (call, q) -> pipelines.list(q));
    on.on(
        ListTagsForResourceRequest::builder,
        Access.to("codepipeline:ListTagsForResource", ListTagsForResourceRequest::resourceArn),
        (call, q) -> pipelines.tags(q.resourceArn()));
    on.on(
        TagResourceRequest::builder,
        Access.to("codepipeline:TagResource", TagResourceRequest::resourceArn),
        (call, q) -> {
          pipelines.tag(q.resourceArn(), q.tags());
          return TagResourceResponse.builder().build();
        });
    on.on(
        UntagResourceRequest::builder,
        Access.to("codepipeline:UntagResource", UntagResourceRequest::resourceArn),
        (call, q) -> {
          pipelines.untag(q.resourceArn(), q.tagKeys());
          return UntagResourceResponse.builder().build();
        });
  }

  private void executions(Operations on) {
    on.on(
        StartPipelineExecutionRequest::builder,
        to("StartPipelineExecution", StartPipelineExecutionRequest::name),
        (call, q) ->
            StartPipelineExecutionResponse.builder()
                .pipelineExecutionId(
                    operator
                        .start(q, TriggerType.START_PIPELINE_EXECUTION, call.caller().arn())
                        .id())
                .build());
    on.on(
        StopPipelineExecutionRequest::builder,
        to("StopPipelineExecution", StopPipelineExecutionRequest::pipelineName),
        (call, q) -> {
          operator.stop(q);
          return StopPipelineExecutionResponse.builder()
              .pipelineExecutionId(q.pipelineExecutionId())
              .build();
        });
  }

  private void stages(Operations on) {
    on.on(
        RetryStageExecutionRequest::builder,
        Access.to(
            "codepipeline:RetryStageExecution", q -> arns.stage(q.pipelineName(), q.stageName())),
        (call, q) -> {
          operator.retry(q);
          return RetryStageExecutionResponse.builder()
              .pipelineExecutionId(q.pipelineExecutionId())
              .build();
        });
    on.on(
        RollbackStageRequest::builder,
        Access.to("codepipeline:RollbackStage", q -> arns.stage(q.pipelineName(), q.stageName())),
        (call, q) ->
            RollbackStageResponse.builder()
                .pipelineExecutionId(operator.rollBack(q, call.caller().arn()).id())
                .build());
    on.on(
        DisableStageTransitionRequest::builder,
        Access.to(
            "codepipeline:DisableStageTransition",
            q -> arns.stage(q.pipelineName(), q.stageName())),
        (call, q) -> {
          operator.disable(q, call.caller().arn());
          return DisableStageTransitionResponse.builder().build();
        });
    on.on(
        EnableStageTransitionRequest::builder,
        Access.to(
            "codepipeline:EnableStageTransition", q -> arns.stage(q.pipelineName(), q.stageName())),
        (call, q) -> {
          operator.enable(q);
          return EnableStageTransitionResponse.builder().build();
        });
  }

  private void queries(Operations on) {
    on.on(
        GetPipelineStateRequest::builder,
        to("GetPipelineState", GetPipelineStateRequest::name),
        (call, q) -> state.of(q.name()));
    on.on(
        GetPipelineExecutionRequest::builder,
        to("GetPipelineExecution", GetPipelineExecutionRequest::pipelineName),
        (call, q) -> listings.execution(q.pipelineName(), q.pipelineExecutionId()));
    on.on(
        ListPipelineExecutionsRequest::builder,
        to("ListPipelineExecutions", ListPipelineExecutionsRequest::pipelineName),
        (call, q) -> listings.executions(q));
    on.on(
        ListActionExecutionsRequest::builder,
        to("ListActionExecutions", ListActionExecutionsRequest::pipelineName),
        (call, q) -> listings.actions(q));
  }

  private void answers(Operations on) {
    on.on(
        PutApprovalResultRequest::builder,
        Access.to(
            "codepipeline:PutApprovalResult",
            q -> arns.action(q.pipelineName(), q.stageName(), q.actionName())),
        (call, q) -> answers.approval(q, call.caller().arn()));
    on.on(
        PutJobSuccessResultRequest::builder,
        Access.to("codepipeline:PutJobSuccessResult"),
        (call, q) -> answers.success(q));
    on.on(
        PutJobFailureResultRequest::builder,
        Access.to("codepipeline:PutJobFailureResult"),
        (call, q) -> answers.failure(q));
    on.on(
        GetJobDetailsRequest::builder,
        Access.to("codepipeline:GetJobDetails"),
        (call, q) -> answers.details(q.jobId()));
  }
}
