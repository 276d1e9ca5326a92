package ecommerce.local.apigateway;

import ecommerce.local.Timers;
import ecommerce.local.wire.Access;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Shapes;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigatewayv2.model.AccessLogSettings;
import software.amazon.awssdk.services.apigatewayv2.model.ConflictException;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetStagesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStagesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageResponse;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** The operations on stages of WebSocket APIs. */
final class SocketStageOperations {

  private final SocketState state;
  private final SocketDeployments deployments;
  private final ExecuteApi arns;
  private final Timers timers;
  private final LoggingAccount account;

  SocketStageOperations(
      SocketState state,
      SocketDeployments deployments,
      ExecuteApi arns,
      Timers timers,
      LoggingAccount account) {
    this.account = account;
    this.state = state;
    this.deployments = deployments;
    this.arns = arns;
    this.timers = timers;
  }

  void declare(Operations on) {
    on.on(
        CreateStageRequest::builder,
        Access.to("apigateway:POST", q -> arn(q.apiId())),
        (call, q) -> create(q));
    on.on(
        GetStageRequest::builder,
        Access.to("apigateway:GET", q -> arn(q.apiId()) + "/" + q.stageName()),
        (call, q) -> get(q));
    on.on(
        GetStagesRequest::builder,
        Access.to("apigateway:GET", q -> arn(q.apiId())),
        (call, q) -> list(q));
    on.on(
        UpdateStageRequest::builder,
        Access.to("apigateway:PATCH", q -> arn(q.apiId()) + "/" + q.stageName()),
        (call, q) -> update(q));
    on.on(
        DeleteStageRequest::builder,
        Access.to("apigateway:DELETE", q -> arn(q.apiId()) + "/" + q.stageName()),
        (call, q) -> delete(q));
  }

  private String arn(String apiId) {
    return arns.control("/apis/" + apiId + "/stages");
  }

  CreateStageResponse create(CreateStageRequest request) {
    SocketState.refuse("routeSettings", request.hasRouteSettings());
    SocketState.refuse("clientCertificateId", request.clientCertificateId() != null);
    if (!request.stageName().matches("[A-Za-z0-9_-]{1,128}")) {
      throw SocketState.badRequest("Stage name only allows a-zA-Z0-9_-");
    }
    String apiId = state.api(request.apiId()).id();
    boolean autoDeploy = Boolean.TRUE.equals(request.autoDeploy());
    SocketStage stage =
        new SocketStage(
            apiId,
            request.stageName(),
            deployment(apiId, autoDeploy, request.deploymentId(), ""),
            autoDeploy,
            SocketApiOperations.text(request.description()),
            timers.instant().toEpochMilli(),
            Map.copyOf(request.stageVariables()),
            routes(request.defaultRouteSettings(), RouteSettings.NONE),
            accessLog(request.accessLogSettings(), SavedStage.AccessLog.NONE),
            Map.copyOf(request.tags()));
    if (!state.stages().putIfAbsent(stage.key(), stage)) {
      throw ConflictException.builder().message("Stage already exists").statusCode(409).build();
    }
    if (autoDeploy) {
      deployments.follow(apiId);
    }
    return as(CreateStageResponse.builder(), state.stage(apiId, stage.name()));
  }

  GetStageResponse get(GetStageRequest request) {
    return as(GetStageResponse.builder(), state.stage(request.apiId(), request.stageName()));
  }

  GetStagesResponse list(GetStagesRequest request) {
    String apiId = state.api(request.apiId()).id();
    return GetStagesResponse.builder()
        .items(
            SocketState.of(state.stages(), apiId).stream()
                .map(SocketStageOperations::model)
                .toList())
        .build();
  }

  UpdateStageResponse update(UpdateStageRequest request) {
    SocketState.refuse("routeSettings", request.hasRouteSettings());
    SocketState.refuse("clientCertificateId", request.clientCertificateId() != null);
    SocketStage stage = state.stage(request.apiId(), request.stageName());
    boolean autoDeploy = Optional.ofNullable(request.autoDeploy()).orElse(stage.autoDeploy());
    SocketStage updated =
        new SocketStage(
            stage.apiId(),
            stage.name(),
            deployment(stage.apiId(), autoDeploy, request.deploymentId(), stage.deploymentId()),
            autoDeploy,
            Optional.ofNullable(request.description()).orElse(stage.description()),
            stage.created(),
            request.hasStageVariables() ? request.stageVariables() : stage.variables(),
            routes(request.defaultRouteSettings(), stage.routes()),
            accessLog(request.accessLogSettings(), stage.accessLog()),
            stage.tags());
    state.stages().put(updated.key(), updated);
    if (autoDeploy && !stage.autoDeploy()) {
      deployments.follow(stage.apiId());
    }
    return as(UpdateStageResponse.builder(), state.stage(stage.apiId(), stage.name()));
  }

  DeleteStageResponse delete(DeleteStageRequest request) {
    SocketStage stage = state.stage(request.apiId(), request.stageName());
    state.stages().remove(stage.key());
    state
        .deployments()
        .get(SocketDeployment.key(stage.apiId(), stage.deploymentId()))
        .filter(SocketDeployment::automatic)
        .ifPresent(deployment -> state.deployments().remove(deployment.key()));
    return DeleteStageResponse.builder().build();
  }

  private static RouteSettings routes(
      software.amazon.awssdk.services.apigatewayv2.model.RouteSettings given,
      RouteSettings present) {
    return given == null ? present : RouteSettings.of(given);
  }

  private SavedStage.AccessLog accessLog(AccessLogSettings given, SavedStage.AccessLog present) {
    if (given == null) {
      return present;
    }
    SavedStage.AccessLog log =
        new SavedStage.AccessLog(
            SocketApiOperations.text(given.destinationArn()),
            SocketApiOperations.text(given.format()));
    AccessLogs.check(log);
    if (!log.destination().isEmpty()) {
      account.requireForLogs();
    }
    return log;
  }

  private String deployment(String apiId, boolean autoDeploy, String wanted, String current) {
    if (wanted == null) {
      return current;
    }
    if (autoDeploy) {
      throw SocketState.badRequest(
          "Deployment ID cannot be set on stage because AutoDeploy is enabled");
    }
    return state.deployment(apiId, wanted).id();
  }

  private static Stage model(SocketStage stage) {
    boolean logs = !stage.accessLog().destination().isEmpty();
    return Stage.builder()
        .defaultRouteSettings(stage.routes().limits() ? stage.routes().shown() : null)
        .accessLogSettings(
            !logs
                ? null
                : AccessLogSettings.builder()
                    .destinationArn(stage.accessLog().destination())
                    .format(stage.accessLog().format())
                    .build())
        .stageName(stage.name())
        .deploymentId(stage.deploymentId().isEmpty() ? null : stage.deploymentId())
        .autoDeploy(stage.autoDeploy())
        .description(stage.description().isEmpty() ? null : stage.description())
        .stageVariables(stage.variables())
        .tags(stage.tags())
        .createdDate(Instant.ofEpochMilli(stage.created()))
        .lastUpdatedDate(Instant.ofEpochMilli(stage.created()))
        .build();
  }

  private static <B extends SdkPojo & SdkBuilder<B, A>, A> A as(B answer, SocketStage stage) {
    return Shapes.fromJson(Shapes.toJson(model(stage)), answer).build();
  }
}
