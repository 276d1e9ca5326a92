package ecommerce.local.apigateway;

import ecommerce.local.Timers;
import ecommerce.local.wire.Access;
import ecommerce.local.wire.Operations;
import java.time.Instant;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteDeploymentResponse;
import software.amazon.awssdk.services.apigateway.model.Deployment;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentResponse;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentsRequest;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentsResponse;

/** The operations on deployments of REST APIs: each is what the API was at that moment. */
final class RestDeploymentOperations {

  private final RestState state;
  private final RestStageOperations stages;
  private final ExecuteApi arns;
  private final Timers timers;

  RestDeploymentOperations(
      RestState state, RestStageOperations stages, ExecuteApi arns, Timers timers) {
    this.state = state;
    this.stages = stages;
    this.arns = arns;
    this.timers = timers;
  }

  void declare(Operations on) {
    on.on(
        CreateDeploymentRequest::builder,
        Access.to("apigateway:POST", q -> arn(q.restApiId())),
        (call, q) -> create(q));
    on.on(
        GetDeploymentRequest::builder,
        Access.to("apigateway:GET", q -> arn(q.restApiId()) + "/" + q.deploymentId()),
        (call, q) -> get(q));
    on.on(
        GetDeploymentsRequest::builder,
        Access.to("apigateway:GET", q -> arn(q.restApiId())),
        (call, q) -> list(q));
    on.on(
        DeleteDeploymentRequest::builder,
        Access.to("apigateway:DELETE", q -> arn(q.restApiId()) + "/" + q.deploymentId()),
        (call, q) -> delete(q));
  }

  private String arn(String apiId) {
    return arns.control("/restapis/" + apiId + "/deployments");
  }

  CreateDeploymentResponse create(CreateDeploymentRequest request) {
    RestApiOperations.refuse("stageDescription", request.stageDescription() != null);
    RestApiOperations.refuse("tracingEnabled", Boolean.TRUE.equals(request.tracingEnabled()));
    RestApiOperations.refuse(
        "cacheClusterEnabled", Boolean.TRUE.equals(request.cacheClusterEnabled()));
    RestApiOperations.refuse("canarySettings", request.canarySettings() != null);
    SavedApi api = state.api(request.restApiId());
    if (api.document().isEmpty()) {
      throw Patches.badRequest("The REST API doesn't contain any methods");
    }
    RestDefinition definition = OpenApiReader.read(api.document());
    if (!definition.hasMethods()) {
      throw Patches.badRequest("The REST API doesn't contain any methods");
    }
    if (definition.lacksIntegration()) {
      throw Patches.badRequest("No integration defined for method");
    }
    String description = request.description() == null ? "" : request.description();
    SavedDeployment deployment =
        new SavedDeployment(
            api.id(),
            Ids.part(),
            description,
            timers.instant().toEpochMilli(),
            api.binaryMediaTypes(),
            api.document());
    state.deployments().put(deployment.key(), deployment);
    if (request.stageName() != null) {
      stages.deploy(deployment, request.stageName(), request.variables());
    }
    return CreateDeploymentResponse.builder()
        .id(deployment.id())
        .description(request.description())
        .createdDate(Instant.ofEpochMilli(deployment.created()))
        .build();
  }

  GetDeploymentResponse get(GetDeploymentRequest request) {
    SavedDeployment deployment = state.deployment(request.restApiId(), request.deploymentId());
    return GetDeploymentResponse.builder()
        .id(deployment.id())
        .description(deployment.description())
        .createdDate(Instant.ofEpochMilli(deployment.created()))
        .build();
  }

  GetDeploymentsResponse list(GetDeploymentsRequest request) {
    state.api(request.restApiId());
    return GetDeploymentsResponse.builder()
        .items(
            state.deploymentsOf(request.restApiId()).stream()
                .map(
                    deployment ->
                        Deployment.builder()
                            .id(deployment.id())
                            .description(deployment.description())
                            .createdDate(Instant.ofEpochMilli(deployment.created()))
                            .build())
                .toList())
        .build();
  }

  DeleteDeploymentResponse delete(DeleteDeploymentRequest request) {
    SavedDeployment deployment = state.deployment(request.restApiId(), request.deploymentId());
    if (state.stagesOf(deployment.apiId()).stream()
        .anyMatch(stage -> stage.deploymentId().equals(deployment.id()))) {
      throw Patches.badRequest(
          "Active stages pointing to this deployment must be moved or deleted");
    }
    state.removeDeployment(deployment);
    return DeleteDeploymentResponse.builder().build();
  }
}
