package ecommerce.local.apigateway;

import ecommerce.local.Endpoints;
import ecommerce.local.Timers;
import ecommerce.local.wire.Access;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Shapes;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisResponse;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiResponse;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** The operations on WebSocket APIs themselves. */
final class SocketApiOperations {

  private final SocketState state;
  private final SocketDeployments deployments;
  private final Endpoints endpoints;
  private final ExecuteApi arns;
  private final Timers timers;

  SocketApiOperations(
      SocketState state,
      SocketDeployments deployments,
      Endpoints endpoints,
      ExecuteApi arns,
      Timers timers) {
    this.state = state;
    this.deployments = deployments;
    this.endpoints = endpoints;
    this.arns = arns;
    this.timers = timers;
  }

  void declare(Operations on) {
    on.on(
        CreateApiRequest::builder,
        Access.to("apigateway:POST", q -> arns.control("/apis")),
        (call, q) -> create(q));
    on.on(
        GetApiRequest::builder,
        Access.to("apigateway:GET", q -> arn(q.apiId())),
        (call, q) -> get(q));
    on.on(
        GetApisRequest::builder,
        Access.to("apigateway:GET", q -> arns.control("/apis")),
        (call, q) -> list());
    on.on(
        UpdateApiRequest::builder,
        Access.to("apigateway:PATCH", q -> arn(q.apiId())),
        (call, q) -> update(q));
    on.on(
        DeleteApiRequest::builder,
        Access.to("apigateway:DELETE", q -> arn(q.apiId())),
        (call, q) -> delete(q));
  }

  private String arn(String apiId) {
    return arns.control("/apis/" + apiId);
  }

  CreateApiResponse create(CreateApiRequest request) {
    SocketState.refuse(
        "ProtocolType " + request.protocolTypeAsString(),
        request.protocolType() != ProtocolType.WEBSOCKET);
    SocketState.refuse("apiKeySelectionExpression", request.apiKeySelectionExpression() != null);
    SocketState.refuse("corsConfiguration", request.corsConfiguration() != null);
    SocketState.refuse("target", request.target() != null || request.routeKey() != null);
    SocketState.refuse(
        "disableExecuteApiEndpoint", Boolean.TRUE.equals(request.disableExecuteApiEndpoint()));
    if (request.routeSelectionExpression() == null) {
      throw SocketState.badRequest("RouteSelectionExpression is required for a WEBSOCKET API");
    }
    RouteSelection.parse(request.routeSelectionExpression());
    SocketApi api =
        new SocketApi(
            Ids.api(),
            request.name(),
            text(request.description()),
            request.routeSelectionExpression(),
            timers.instant().toEpochMilli(),
            Map.copyOf(request.tags()));
    state.apis().put(api.id(), api);
    return as(CreateApiResponse.builder(), api);
  }

  GetApiResponse get(GetApiRequest request) {
    return as(GetApiResponse.builder(), state.api(request.apiId()));
  }

  GetApisResponse list() {
    return GetApisResponse.builder()
        .items(state.apis().values().stream().map(this::model).toList())
        .build();
  }

  UpdateApiResponse update(UpdateApiRequest request) {
    SocketApi api = state.api(request.apiId());
    String selection =
        Optional.ofNullable(request.routeSelectionExpression()).orElse(api.selection());
    RouteSelection.parse(selection);
    SocketApi updated =
        new SocketApi(
            api.id(),
            Optional.ofNullable(request.name()).orElse(api.name()),
            Optional.ofNullable(request.description()).orElse(api.description()),
            selection,
            api.created(),
            api.tags());
    state.apis().put(api.id(), updated);
    deployments.follow(api.id());
    return as(UpdateApiResponse.builder(), updated);
  }

  DeleteApiResponse delete(DeleteApiRequest request) {
    String apiId = state.api(request.apiId()).id();
    SocketState.of(state.stages(), apiId).forEach(stage -> state.stages().remove(stage.key()));
    SocketState.of(state.deployments(), apiId)
        .forEach(deployment -> state.deployments().remove(deployment.key()));
    SocketState.of(state.routes(), apiId).forEach(route -> state.routes().remove(route.key()));
    SocketState.of(state.integrations(), apiId)
        .forEach(gone -> state.integrations().remove(gone.key()));
    state.apis().remove(apiId);
    return DeleteApiResponse.builder().build();
  }

  static String text(String value) {
    return value == null ? "" : value;
  }

  /** Where clients connect, without the stage. */
  String endpoint(String apiId) {
    return endpoints.apiUrl(apiId).replaceFirst("^http", "ws");
  }

  private Api model(SocketApi api) {
    return Api.builder()
        .apiId(api.id())
        .apiEndpoint(endpoint(api.id()))
        .name(api.name())
        .description(api.description().isEmpty() ? null : api.description())
        .protocolType(ProtocolType.WEBSOCKET)
        .routeSelectionExpression(api.selection())
        .apiKeySelectionExpression("$request.header.x-api-key")
        .disableExecuteApiEndpoint(false)
        .createdDate(Instant.ofEpochMilli(api.created()))
        .tags(api.tags())
        .build();
  }

  private <B extends SdkPojo & SdkBuilder<B, A>, A> A as(B answer, SocketApi api) {
    return Shapes.fromJson(Shapes.toJson(model(api)), answer).build();
  }
}
