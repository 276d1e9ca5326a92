package ecommerce.local.apigateway;

import ecommerce.local.Timers;
import ecommerce.local.wire.Access;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Shapes;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.AccessLogSettings;
import software.amazon.awssdk.services.apigateway.model.ConflictException;
import software.amazon.awssdk.services.apigateway.model.CreateStageRequest;
import software.amazon.awssdk.services.apigateway.model.CreateStageResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteStageRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteStageResponse;
import software.amazon.awssdk.services.apigateway.model.GetStageRequest;
import software.amazon.awssdk.services.apigateway.model.GetStageResponse;
import software.amazon.awssdk.services.apigateway.model.GetStagesRequest;
import software.amazon.awssdk.services.apigateway.model.GetStagesResponse;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.Stage;
import software.amazon.awssdk.services.apigateway.model.UpdateStageRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateStageResponse;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** The operations on stages of REST APIs. */
final class RestStageOperations {

  private static final String NAME = "[A-Za-z0-9_-]{1,128}";

  private final RestState state;
  private final ExecuteApi arns;
  private final Timers timers;
  private final LoggingAccount account;

  RestStageOperations(RestState state, ExecuteApi arns, Timers timers, LoggingAccount account) {
    this.account = account;
    this.state = state;
    this.arns = arns;
    this.timers = timers;
  }

  void declare(Operations on) {
    on.on(
        CreateStageRequest::builder,
        Access.to("apigateway:POST", q -> arn(q.restApiId())),
        (call, q) -> create(q));
    on.on(
        GetStageRequest::builder,
        Access.to("apigateway:GET", q -> arn(q.restApiId(), q.stageName())),
        (call, q) -> get(q));
    on.on(
        GetStagesRequest::builder,
        Access.to("apigateway:GET", q -> arn(q.restApiId())),
        (call, q) -> list(q));
    on.on(
        UpdateStageRequest::builder,
        Access.to("apigateway:PATCH", q -> arn(q.restApiId(), q.stageName())),
        (call, q) -> update(q));
    on.on(
        DeleteStageRequest::builder,
        Access.to("apigateway:DELETE", q -> arn(q.restApiId(), q.stageName())),
        (call, q) -> delete(q));
  }

  private String arn(String apiId) {
    return arns.control("/restapis/" + apiId + "/stages");
  }

  private String arn(String apiId, String stage) {
    return arn(apiId) + "/" + stage;
  }

  CreateStageResponse create(CreateStageRequest request) {
    RestApiOperations.refuse(
        "cacheClusterEnabled", Boolean.TRUE.equals(request.cacheClusterEnabled()));
    RestApiOperations.refuse("canarySettings", request.canarySettings() != null);
    if (!request.stageName().matches(NAME)) {
      throw Patches.badRequest("Stage name only allows a-zA-Z0-9_-");
    }
    state.deployment(request.restApiId(), request.deploymentId());
    SavedStage stage =
        stage(
                request.restApiId(),
                request.stageName(),
                request.deploymentId(),
                request.description(),
                request.variables(),
                request.tags())
            .tracing(Boolean.TRUE.equals(request.tracingEnabled()));
    if (!state.stages().putIfAbsent(stage.key(), stage)) {
      throw ConflictException.builder().message("Stage already exists").statusCode(409).build();
    }
    return as(CreateStageResponse.builder(), stage);
  }

  /** Lets a stage serve a deployment; one that does not exist is made. */
  void deploy(SavedDeployment deployment, String name, Map<String, String> variables) {
    if (!name.matches(NAME)) {
      throw Patches.badRequest("Stage name only allows a-zA-Z0-9_-");
    }
    SavedStage made = stage(deployment.apiId(), name, deployment.id(), "", variables, Map.of());
    if (!state.stages().putIfAbsent(made.key(), made)) {
      state.stages().update(made.key(), stage -> stage.deployed(deployment.id()).updatedAt(now()));
    }
  }

  GetStageResponse get(GetStageRequest request) {
    return as(GetStageResponse.builder(), state.stage(request.restApiId(), request.stageName()));
  }

  GetStagesResponse list(GetStagesRequest request) {
    state.api(request.restApiId());
    return GetStagesResponse.builder()
        .item(
            state.stagesOf(request.restApiId()).stream()
                .filter(
                    stage ->
                        request.deploymentId() == null
                            || stage.deploymentId().equals(request.deploymentId()))
                .map(RestStageOperations::model)
                .toList())
        .build();
  }

  UpdateStageResponse update(UpdateStageRequest request) {
    SavedStage stage = state.stage(request.restApiId(), request.stageName());
    for (PatchOperation patch : request.patchOperations()) {
      stage = Patches.apply(stage, patch);
    }
    state.deployment(stage.apiId(), stage.deploymentId());
    AccessLogs.check(stage.accessLog());
    if (!stage.accessLog().destination().isEmpty()) {
      account.requireForLogs();
    }
    SavedStage updated = stage.updatedAt(now());
    state.stages().put(updated.key(), updated);
    return as(UpdateStageResponse.builder(), updated);
  }

  DeleteStageResponse delete(DeleteStageRequest request) {
    state.stages().remove(state.stage(request.restApiId(), request.stageName()).key());
    return DeleteStageResponse.builder().build();
  }

  private SavedStage stage(
      String apiId,
      String name,
      String deployment,
      String text,
      Map<String, String> variables,
      Map<String, String> tags) {
    String description = text == null ? "" : text;
    return new SavedStage(
        apiId,
        name,
        deployment,
        description,
        now(),
        now(),
        variables,
        SavedStage.AccessLog.NONE,
        MethodSettings.none(),
        false,
        tags);
  }

  private long now() {
    return timers.instant().toEpochMilli();
  }

  private static Stage model(SavedStage stage) {
    boolean logs = !stage.accessLog().destination().isEmpty();
    return Stage.builder()
        .stageName(stage.name())
        .deploymentId(stage.deploymentId())
        .description(stage.description().isEmpty() ? null : stage.description())
        .variables(stage.variables().isEmpty() ? null : stage.variables())
        .tags(stage.tags().isEmpty() ? null : stage.tags())
        .cacheClusterEnabled(false)
        .cacheClusterStatus("NOT_AVAILABLE")
        .tracingEnabled(stage.tracing())
        .methodSettings(MethodSettingShapes.of(stage.methods()))
        .accessLogSettings(
            !logs
                ? null
                : AccessLogSettings.builder()
                    .destinationArn(stage.accessLog().destination())
                    .format(stage.accessLog().format())
                    .build())
        .createdDate(Instant.ofEpochMilli(stage.created()))
        .lastUpdatedDate(Instant.ofEpochMilli(stage.updated()))
        .build();
  }

  private static <B extends SdkPojo & SdkBuilder<B, A>, A> A as(B answer, SavedStage stage) {
    return Shapes.fromJson(Shapes.toJson(model(stage)), answer).build();
  }
}
