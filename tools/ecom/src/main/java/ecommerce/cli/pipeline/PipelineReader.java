package ecommerce.cli.pipeline;

import ecommerce.cli.site.Failure;
import ecommerce.deploy.AwsConnection;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecution;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ActionState;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.SourceRevision;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageState;

/** Reads what CodePipeline and CodeBuild know of an execution. It changes nothing. */
final class PipelineReader implements AutoCloseable {

  private final CodePipelineClient pipelines;
  private final CodeBuildClient builds;
  private final CloudWatchLogsClient logs;
  private final String pipeline;
  private final Map<String, Optional<FailedBuild>> failures = new HashMap<>();

  PipelineReader(AwsConnection aws, String pipeline) {
    this.pipelines = aws.client(CodePipelineClient.builder());
    this.builds = aws.client(CodeBuildClient.builder());
    this.logs = aws.client(CloudWatchLogsClient.builder());
    this.pipeline = pipeline;
  }

  CodePipelineClient pipelines() {
    return pipelines;
  }

  /** The id of the execution that began last. */
  Optional<String> latest() {
    try {
      return pipelines
          .listPipelineExecutions(r -> r.pipelineName(pipeline).maxResults(1))
          .pipelineExecutionSummaries()
          .stream()
          .map(PipelineExecutionSummary::pipelineExecutionId)
          .findFirst();
    } catch (PipelineNotFoundException e) {
      throw new Failure("there is no pipeline " + pipeline + "; make it with: ./ecom ship", e);
    }
  }

  /** The id of the execution that waits for a person, which a newer one may have followed. */
  Optional<String> waiting() {
    try {
      return waiting(pipelines.getPipelineState(r -> r.name(pipeline)).stageStates());
    } catch (PipelineNotFoundException e) {
      throw new Failure("there is no pipeline " + pipeline + "; make it with: ./ecom ship", e);
    }
  }

  static Optional<String> waiting(List<StageState> stages) {
    return stages.stream()
        .filter(
            stage ->
                stage.latestExecution() != null
                    && stage.actionStates().stream()
                        .map(ActionState::latestExecution)
                        .anyMatch(PipelineReader::waits))
        .map(stage -> stage.latestExecution().pipelineExecutionId())
        .findFirst();
  }

  private static boolean waits(ActionExecution action) {
    return action != null
        && action.token() != null
        && action.status() == ActionExecutionStatus.IN_PROGRESS;
  }

  /**
   * @param execution its id, or as much of its beginning as is unique
   */
  PipelineView read(String execution) {
    PipelineExecutionSummary summary =
        only(
            execution,
            pipelines.listPipelineExecutionsPaginator(r -> r.pipelineName(pipeline)).stream()
                .flatMap(page -> page.pipelineExecutionSummaries().stream()));
    String id = summary.pipelineExecutionId();
    Map<String, ActionExecutionDetail> last =
        pipelines
            .listActionExecutionsPaginator(
                r -> r.pipelineName(pipeline).filter(f -> f.pipelineExecutionId(id)))
            .actionExecutionDetails()
            .stream()
            .collect(
                Collectors.toMap(
                    detail -> detail.stageName() + "/" + detail.actionName(),
                    detail -> detail,
                    (a, b) -> a.startTime().isBefore(b.startTime()) ? b : a));
    Map<String, StageState> states =
        pipelines.getPipelineState(r -> r.name(pipeline)).stageStates().stream()
            .collect(Collectors.toMap(StageState::stageName, state -> state, (a, b) -> a));
    List<PipelineView.Stage> stages =
        pipelines.getPipeline(r -> r.name(pipeline)).pipeline().stages().stream()
            .map(stage -> stage(stage, id, last, states.get(stage.name())))
            .toList();
    Optional<SourceRevision> source = summary.sourceRevisions().stream().findFirst();
    return new PipelineView(
        pipeline,
        id,
        summary.statusAsString(),
        summary.statusSummary(),
        source.map(SourceRevision::revisionId).orElse(null),
        source.map(SourceRevision::revisionSummary).map(PipelineReader::firstLine).orElse(null),
        summary.startTime(),
        summary.lastUpdateTime(),
        stages);
  }

  /**
   * The execution whose id begins so.
   *
   * @throws Failure where there is none, or more than one
   */
  static PipelineExecutionSummary only(
      String beginning, Stream<PipelineExecutionSummary> executions) {
    List<PipelineExecutionSummary> found =
        executions
            .filter(known -> known.pipelineExecutionId().startsWith(beginning))
            .limit(2)
            .toList();
    if (found.isEmpty()) {
      throw new Failure("there is no execution " + beginning);
    }
    if (found.size() > 1) {
      throw new Failure("more than one execution begins with \"" + beginning + "\"");
    }
    return found.getFirst();
  }

  private PipelineView.Stage stage(
      StageDeclaration stage,
      String id,
      Map<String, ActionExecutionDetail> last,
      StageState state) {
    boolean waiting =
        state != null
            && state.inboundExecution() != null
            && id.equals(state.inboundExecution().pipelineExecutionId());
    return new PipelineView.Stage(
        stage.name(),
        waiting,
        stage.actions().stream()
            .sorted(Comparator.comparing(a -> a.runOrder() == null ? 1 : a.runOrder()))
            .map(action -> action(action, last.get(stage.name() + "/" + action.name()), state))
            .toList());
  }

  private PipelineView.Action action(
      ActionDeclaration action, ActionExecutionDetail run, StageState state) {
    if (run == null) {
      return new PipelineView.Action(action.name(), "NotBegun", null, null, null, null, null, null);
    }
    boolean running = run.status() == ActionExecutionStatus.IN_PROGRESS;
    ActionCategory category = action.actionTypeId().category();
    var result = run.output() == null ? null : run.output().executionResult();
    String summary = result == null ? null : result.externalExecutionSummary();
    if (result != null
        && result.errorDetails() != null
        && result.errorDetails().message() != null) {
      summary = result.errorDetails().message();
    }
    String build =
        result != null && action.actionTypeId().provider().equals("CodeBuild")
            ? result.externalExecutionId()
            : null;
    boolean failed = run.status() == ActionExecutionStatus.FAILED;
    Instant ended = running ? null : run.lastUpdateTime();
    return new PipelineView.Action(
        action.name(),
        run.statusAsString(),
        run.startTime(),
        ended,
        summary == null || summary.isBlank() ? null : summary.strip(),
        build,
        running && category == ActionCategory.APPROVAL ? token(action.name(), state) : null,
        failed && build != null
            ? failures.computeIfAbsent(build, b -> FailedBuild.of(b, builds, logs)).orElse(null)
            : null);
  }

  private static String token(String action, StageState state) {
    return state == null
        ? null
        : state.actionStates().stream()
            .filter(known -> known.actionName().equals(action))
            .map(ActionState::latestExecution)
            .filter(latest -> latest != null && latest.token() != null)
            .map(latest -> latest.token())
            .findFirst()
            .orElse(null);
  }

  private static String firstLine(String text) {
    return text.strip().lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    pipelines.close();
    builds.close();
    logs.close();
  }
}
