package ecommerce.local.codedeploy;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentConfigRequest;
import software.amazon.awssdk.services.codedeploy.model.DeleteDeploymentConfigRequest;

/** {@code AWS::CodeDeploy::DeploymentConfig} of the compute platform Lambda. */
record ConfigurationType(Configurations configurations) implements ResourceType {

  @Override
  public String name() {
    return "AWS::CodeDeploy::DeploymentConfig";
  }

  @Override
  public Set<String> properties() {
    return Set.of(
        "DeploymentConfigName",
        "ComputePlatform",
        "TrafficRoutingConfig.Type",
        "TrafficRoutingConfig.TimeBasedCanary.CanaryPercentage",
        "TrafficRoutingConfig.TimeBasedCanary.CanaryInterval",
        "TrafficRoutingConfig.TimeBasedLinear.LinearPercentage",
        "TrafficRoutingConfig.TimeBasedLinear.LinearInterval");
  }

  /** Nothing of it can be changed. */
  @Override
  public Set<String> immutable() {
    return Set.of("DeploymentConfigName", "ComputePlatform", "TrafficRoutingConfig");
  }

  @Override
  public Resource create(Desired desired) {
    Resource resource = resource(desired);
    configurations.create(
        desired
            .into(CreateDeploymentConfigRequest.builder())
            .deploymentConfigName(resource.physicalId())
            .build());
    return resource;
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    return Optional.of(resource(desired));
  }

  private static Resource resource(Desired desired) {
    return Resource.of(
        desired.text("DeploymentConfigName").orElseGet(() -> desired.uniqueName(100)));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    return current;
  }

  @Override
  public void delete(Resource current) {
    configurations.delete(
        DeleteDeploymentConfigRequest.builder().deploymentConfigName(current.physicalId()).build());
  }
}
