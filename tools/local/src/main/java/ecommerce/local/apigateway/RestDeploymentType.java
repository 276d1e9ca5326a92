package ecommerce.local.apigateway;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentRequest;

/**
 * {@code AWS::ApiGateway::Deployment}. A stage that a deployment names goes with it, where no later
 * deployment has taken it over.
 */
record RestDeploymentType(RestDeploymentOperations operations, RestState state)
    implements ResourceType {

  @Override
  public String name() {
    return "AWS::ApiGateway::Deployment";
  }

  @Override
  public Set<String> properties() {
    return Set.of("RestApiId", "Description", "StageName");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("RestApiId", "StageName", "Description");
  }

  @Override
  public Resource create(Desired desired) {
    String id = operations.create(desired.into(CreateDeploymentRequest.builder()).build()).id();
    return Resource.of(id)
        .with("DeploymentId", id)
        .with("RestApiId", desired.required("RestApiId"))
        .with("StageName", desired.text("StageName").orElse(""));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    return current;
  }

  @Override
  public void delete(Resource current) {
    String apiId = current.attribute("RestApiId");
    state
        .stages()
        .get(SavedStage.key(apiId, current.attribute("StageName")))
        .filter(stage -> stage.deploymentId().equals(current.physicalId()))
        .ifPresent(stage -> state.stages().remove(stage.key()));
    state
        .deployments()
        .get(SavedDeployment.key(apiId, current.physicalId()))
        .ifPresent(
            deployment ->
                operations.delete(
                    software.amazon.awssdk.services.apigateway.model.DeleteDeploymentRequest
                        .builder()
                        .restApiId(apiId)
                        .deploymentId(deployment.id())
                        .build()));
  }
}
