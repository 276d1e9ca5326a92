package ecommerce.local.apigateway;

import ecommerce.local.wire.Access;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Shapes;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigatewayv2.model.ConflictException;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateRouteResponse;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * The operations on routes of WebSocket APIs: without responses, open or (for {@code $connect}) by
 * IAM.
 */
final class SocketRouteOperations {

  private final SocketState state;
  private final SocketDeployments deployments;
  private final ExecuteApi arns;

  SocketRouteOperations(SocketState state, SocketDeployments deployments, ExecuteApi arns) {
    this.state = state;
    this.deployments = deployments;
    this.arns = arns;
  }

  void declare(Operations on) {
    on.on(
        CreateRouteRequest::builder,
        Access.to("apigateway:POST", q -> arn(q.apiId())),
        (call, q) -> create(q));
    on.on(
        GetRouteRequest::builder,
        Access.to("apigateway:GET", q -> arn(q.apiId()) + "/" + q.routeId()),
        (call, q) -> get(q));
    on.on(
        GetRoutesRequest::builder,
        Access.to("apigateway:GET", q -> arn(q.apiId())),
        (call, q) -> list(q));
    on.on(
        UpdateRouteRequest::builder,
        Access.to("apigateway:PATCH", q -> arn(q.apiId()) + "/" + q.routeId()),
        (call, q) -> update(q));
    on.on(
        DeleteRouteRequest::builder,
        Access.to("apigateway:DELETE", q -> arn(q.apiId()) + "/" + q.routeId()),
        (call, q) -> delete(q));
  }

  private String arn(String apiId) {
    return arns.control("/apis/" + apiId + "/routes");
  }

  CreateRouteResponse create(CreateRouteRequest request) {
    SocketState.refuse(
        "routeResponseSelectionExpression", request.routeResponseSelectionExpression() != null);
    SocketState.refuse("apiKeyRequired", Boolean.TRUE.equals(request.apiKeyRequired()));
    SocketState.refuse("authorizerId", request.authorizerId() != null);
    SocketState.refuse("modelSelectionExpression", request.modelSelectionExpression() != null);
    SocketState.refuse("requestParameters", request.hasRequestParameters());
    String apiId = state.api(request.apiId()).id();
    SocketRoute route =
        new SocketRoute(
            apiId,
            Ids.part(),
            request.routeKey(),
            Optional.ofNullable(request.authorizationTypeAsString()).orElse("NONE"),
            SocketApiOperations.text(request.target()),
            SocketApiOperations.text(request.operationName()));
    save(route);
    return as(CreateRouteResponse.builder(), route);
  }

  GetRouteResponse get(GetRouteRequest request) {
    return as(GetRouteResponse.builder(), state.route(request.apiId(), request.routeId()));
  }

  GetRoutesResponse list(GetRoutesRequest request) {
    String apiId = state.api(request.apiId()).id();
    return GetRoutesResponse.builder()
        .items(
            SocketState.of(state.routes(), apiId).stream()
                .map(SocketRouteOperations::model)
                .toList())
        .build();
  }

  UpdateRouteResponse update(UpdateRouteRequest request) {
    SocketState.refuse(
        "routeResponseSelectionExpression", request.routeResponseSelectionExpression() != null);
    SocketState.refuse("apiKeyRequired", Boolean.TRUE.equals(request.apiKeyRequired()));
    SocketState.refuse("authorizerId", request.authorizerId() != null);
    SocketState.refuse("modelSelectionExpression", request.modelSelectionExpression() != null);
    SocketState.refuse("requestParameters", request.hasRequestParameters());
    SocketRoute route = state.route(request.apiId(), request.routeId());
    SocketRoute updated =
        new SocketRoute(
            route.apiId(),
            route.id(),
            Optional.ofNullable(request.routeKey()).orElse(route.routeKey()),
            Optional.ofNullable(request.authorizationTypeAsString()).orElse(route.authorization()),
            Optional.ofNullable(request.target()).orElse(route.target()),
            Optional.ofNullable(request.operationName()).orElse(route.operationName()));
    save(updated);
    return as(UpdateRouteResponse.builder(), updated);
  }

  DeleteRouteResponse delete(DeleteRouteRequest request) {
    state.routes().remove(state.route(request.apiId(), request.routeId()).key());
    deployments.follow(request.apiId());
    return DeleteRouteResponse.builder().build();
  }

  private void save(SocketRoute route) {
    SocketState.refuse(
        "authorizationType " + route.authorization(),
        !route.authorization().equals("NONE") && !route.authorization().equals("AWS_IAM"));
    if (route.authorization().equals("AWS_IAM") && !route.routeKey().equals("$connect")) {
      throw SocketState.badRequest(
          "Currently, authorization is only supported on the $connect route");
    }
    if (!route.target().isEmpty()) {
      if (!route.target().startsWith("integrations/")) {
        throw SocketState.badRequest("Invalid target specified: " + route.target());
      }
      state.integration(route.apiId(), route.integrationId());
    }
    boolean taken =
        SocketState.of(state.routes(), route.apiId()).stream()
            .anyMatch(
                other ->
                    other.routeKey().equals(route.routeKey()) && !other.id().equals(route.id()));
    if (taken) {
      String message = "Route with key " + route.routeKey() + " already exists for this API";
      throw ConflictException.builder().message(message).statusCode(409).build();
    }
    state.routes().put(route.key(), route);
    deployments.follow(route.apiId());
  }

  private static Route model(SocketRoute route) {
    return Route.builder()
        .routeId(route.id())
        .routeKey(route.routeKey())
        .authorizationType(route.authorization())
        .target(route.target().isEmpty() ? null : route.target())
        .operationName(route.operationName().isEmpty() ? null : route.operationName())
        .apiKeyRequired(false)
        .build();
  }

  private static <B extends SdkPojo & SdkBuilder<B, A>, A> A as(B answer, SocketRoute route) {
    return Shapes.fromJson(Shapes.toJson(model(route)), answer).build();
  }
}
