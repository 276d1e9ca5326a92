package ecommerce.local.apigateway;

import ecommerce.local.wire.Access;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Shapes;
import java.time.Instant;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteDeploymentResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Deployment;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentsResponse;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** The operations on deployments of WebSocket APIs. */
final class SocketDeploymentOperations {

  private final SocketState state;
  private final SocketDeployments deployments;
  private final ExecuteApi arns;

  SocketDeploymentOperations(SocketState state, SocketDeployments deployments, ExecuteApi arns) {
    this.state = state;
    this.deployments = deployments;
    this.arns = arns;
  }

  void declare(Operations on) {
    on.on(
        CreateDeploymentRequest::builder,
        Access.to("apigateway:POST", q -> arn(q.apiId())),
        (call, q) -> create(q));
    on.on(
        GetDeploymentRequest::builder,
        Access.to("apigateway:GET", q -> arn(q.apiId()) + "/" + q.deploymentId()),
        (call, q) -> get(q));
    on.on(
        GetDeploymentsRequest::builder,
        Access.to("apigateway:GET", q -> arn(q.apiId())),
        (call, q) -> list(q));
    on.on(
        DeleteDeploymentRequest::builder,
        Access.to("apigateway:DELETE", q -> arn(q.apiId()) + "/" + q.deploymentId()),
        (call, q) -> delete(q));
  }

  private String arn(String apiId) {
    return arns.control("/apis/" + apiId + "/deployments");
  }

  CreateDeploymentResponse create(CreateDeploymentRequest request) {
    String apiId = state.api(request.apiId()).id();
    checkRoutes(apiId);
    if (request.stageName() != null && state.stage(apiId, request.stageName()).autoDeploy()) {
      throw SocketState.badRequest(
          "Deployment cannot be created for stage with AutoDeploy enabled: " + request.stageName());
    }
    SocketDeployment made =
        deployments.make(apiId, SocketApiOperations.text(request.description()), false);
    if (request.stageName() != null) {
      state
          .stages()
          .update(SocketStage.key(apiId, request.stageName()), stage -> stage.deployed(made.id()));
    }
    return as(CreateDeploymentResponse.builder(), made);
  }

  private void checkRoutes(String apiId) {
    if (SocketState.of(state.routes(), apiId).isEmpty()) {
      throw SocketState.badRequest("Unable to deploy API because no routes exist in this API");
    }
    for (SocketRoute route : SocketState.of(state.routes(), apiId)) {
      if (route.target().isEmpty()) {
        throw SocketState.badRequest(
            "Unable to deploy API because the route " + route.routeKey() + " has no integration");
      }
    }
  }

  GetDeploymentResponse get(GetDeploymentRequest request) {
    return as(
        GetDeploymentResponse.builder(), state.deployment(request.apiId(), request.deploymentId()));
  }

  GetDeploymentsResponse list(GetDeploymentsRequest request) {
    String apiId = state.api(request.apiId()).id();
    return GetDeploymentsResponse.builder()
        .items(
            SocketState.of(state.deployments(), apiId).stream()
                .map(SocketDeploymentOperations::model)
                .toList())
        .build();
  }

  DeleteDeploymentResponse delete(DeleteDeploymentRequest request) {
    SocketDeployment deployment = state.deployment(request.apiId(), request.deploymentId());
    boolean active =
        SocketState.of(state.stages(), deployment.apiId()).stream()
            .anyMatch(stage -> stage.deploymentId().equals(deployment.id()));
    if (active) {
      throw SocketState.badRequest(
          "Active stages pointing to this deployment must be moved or deleted");
    }
    state.deployments().remove(deployment.key());
    return DeleteDeploymentResponse.builder().build();
  }

  private static Deployment model(SocketDeployment deployment) {
    return Deployment.builder()
        .deploymentId(deployment.id())
        .description(deployment.description().isEmpty() ? null : deployment.description())
        .autoDeployed(deployment.automatic())
        .deploymentStatus("DEPLOYED")
        .createdDate(Instant.ofEpochMilli(deployment.created()))
        .build();
  }

  private static <B extends SdkPojo & SdkBuilder<B, A>, A> A as(
      B answer, SocketDeployment deployment) {
    return Shapes.fromJson(Shapes.toJson(model(deployment)), answer).build();
  }
}
