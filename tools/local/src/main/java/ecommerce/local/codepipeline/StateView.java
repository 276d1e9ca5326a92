package ecommerce.local.codepipeline;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecution;
import software.amazon.awssdk.services.codepipeline.model.ActionState;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateResponse;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageExecution;
import software.amazon.awssdk.services.codepipeline.model.StageState;
import software.amazon.awssdk.services.codepipeline.model.TransitionState;

/** GetPipelineState: each stage with what was in it last, and what waits for it. */
record StateView(Declarations declarations, Executions executions) {

  GetPipelineStateResponse of(String name) {
    Declarations.Pipeline pipeline = declarations.require(name);
    List<Execution> all = executions.of(name);
    return GetPipelineStateResponse.builder()
        .pipelineName(name)
        .pipelineVersion(pipeline.version())
        .created(pipeline.created())
        .updated(pipeline.updated())
        .stageStates(
            declarations.current(name).stages().stream()
                .map(stage -> stage(pipeline, stage, all))
                .toList())
        .build();
  }

  private static StageState stage(
      Declarations.Pipeline pipeline, StageDeclaration stage, List<Execution> all) {
    String name = stage.name();
    StageState.Builder state =
        StageState.builder()
            .stageName(name)
            .inboundTransitionState(transition(pipeline, name))
            .actionStates(stage.actions().stream().map(one -> action(name, one, all)).toList());
    List<StageExecution> waiting =
        all.stream()
            .filter(execution -> execution.waitsFor(name))
            .map(
                execution ->
                    StageExecution.builder()
                        .pipelineExecutionId(execution.id())
                        .status("InProgress")
                        .type(execution.type())
                        .build())
            .toList();
    if (!waiting.isEmpty()) {
      state.inboundExecution(waiting.getLast()).inboundExecutions(waiting);
    }
    all.stream()
        .filter(execution -> execution.stage(name).isPresent())
        .max(Comparator.comparingLong(one -> one.stage(name).orElseThrow().entered()))
        .ifPresent(latest -> latest(state, latest, latest.stage(name).orElseThrow()));
    return state.build();
  }

  private static void latest(StageState.Builder state, Execution execution, StageRun stage) {
    boolean stopping =
        execution.isIn(stage.name()) && execution.status().toString().equals("Stopping");
    state.latestExecution(
        latest ->
            latest
                .pipelineExecutionId(execution.id())
                .status(stopping ? "Stopping" : stage.status().toString())
                .type(execution.type()));
    stage
        .retries()
        .latest()
        .ifPresent(
            trigger ->
                state.retryStageMetadata(
                    m ->
                        m.autoStageRetryAttempt(stage.retries().automatic())
                            .manualStageRetryAttempt(stage.retries().manual())
                            .latestRetryTrigger(trigger)));
  }

  private static TransitionState transition(Declarations.Pipeline pipeline, String stage) {
    Optional<Declarations.Disabled> closed = pipeline.disabled(stage, "Inbound");
    TransitionState.Builder state = TransitionState.builder().enabled(closed.isEmpty());
    closed.ifPresent(
        why -> state.disabledReason(why.reason()).lastChangedBy(why.by()).lastChangedAt(why.at()));
    return state.build();
  }

  private static ActionState action(String stage, ActionDeclaration action, List<Execution> all) {
    ActionState.Builder state = ActionState.builder().actionName(action.name());
    all.stream()
        .flatMap(execution -> execution.stage(stage).stream())
        .flatMap(run -> run.latest(action.name()).stream())
        .max(Comparator.comparingLong(ActionRun::order))
        .ifPresent(
            run -> {
              state.latestExecution(shown(run)).entityUrl(null);
              run.made().outputs().stream()
                  .flatMap(output -> output.revision().stream())
                  .findFirst()
                  .ifPresent(
                      revision ->
                          state.currentRevision(
                              r ->
                                  r.revisionId(revision)
                                      .revisionChangeId(revision)
                                      .created(run.state().updated())));
            });
    return state.build();
  }

  private static ActionExecution shown(ActionRun run) {
    ActionExecution.Builder shown =
        ActionExecution.builder()
            .actionExecutionId(run.id())
            .status(run.status())
            .summary(run.external().summary().orElse(null))
            .lastStatusChange(run.state().updated())
            .lastUpdatedBy(run.state().by().orElse(null))
            .externalExecutionId(run.external().id().orElse(null))
            .externalExecutionUrl(run.external().url().orElse(null));
    run.pending().awaited().flatMap(ActionRun.Awaited::token).ifPresent(shown::token);
    run.state()
        .failure()
        .ifPresent(why -> shown.errorDetails(e -> e.code(why.code()).message(why.message())));
    return shown.build();
  }
}
