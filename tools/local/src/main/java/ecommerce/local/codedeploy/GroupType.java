package ecommerce.local.codedeploy;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.codedeploy.model.AlarmConfiguration;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackConfiguration;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentGroupRequest;
import software.amazon.awssdk.services.codedeploy.model.DeleteDeploymentGroupRequest;
import software.amazon.awssdk.services.codedeploy.model.UpdateDeploymentGroupRequest;

/** {@code AWS::CodeDeploy::DeploymentGroup} of the compute platform Lambda. */
record GroupType(Groups groups) implements ResourceType {

  @Override
  public String name() {
    return "AWS::CodeDeploy::DeploymentGroup";
  }

  @Override
  public Set<String> properties() {
    return Set.of(
        "ApplicationName",
        "DeploymentGroupName",
        "DeploymentConfigName",
        "ServiceRoleArn",
        "AlarmConfiguration.Enabled",
        "AlarmConfiguration.IgnorePollAlarmFailure",
        "AlarmConfiguration.Alarms",
        "AlarmConfiguration.Alarms[].Name",
        "AutoRollbackConfiguration.Enabled",
        "AutoRollbackConfiguration.Events",
        "AutoRollbackConfiguration.Events[]",
        "DeploymentStyle.DeploymentType",
        "DeploymentStyle.DeploymentOption",
        "Tags.**",
        "Tags[].**");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("ApplicationName", "DeploymentGroupName");
  }

  @Override
  public Resource create(Desired desired) {
    Resource resource = resource(desired);
    groups.create(
        desired
            .into(CreateDeploymentGroupRequest.builder())
            .deploymentGroupName(resource.physicalId())
            .tags(List.of())
            .build());
    return resource;
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    return Optional.of(resource(desired));
  }

  /** The application is part of it, so that its removal finds the group. */
  private static Resource resource(Desired desired) {
    return Resource.of(desired.text("DeploymentGroupName").orElseGet(() -> desired.uniqueName(100)))
        .with("application", desired.required("ApplicationName"));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    UpdateDeploymentGroupRequest asked =
        desired
            .into(UpdateDeploymentGroupRequest.builder())
            .currentDeploymentGroupName(current.physicalId())
            .build();
    UpdateDeploymentGroupRequest.Builder whole = asked.toBuilder();
    if (asked.alarmConfiguration() == null) {
      whole.alarmConfiguration(AlarmConfiguration.builder().enabled(false).build());
    }
    if (asked.autoRollbackConfiguration() == null) {
      whole.autoRollbackConfiguration(AutoRollbackConfiguration.builder().enabled(false).build());
    }
    if (asked.deploymentConfigName() == null) {
      whole.deploymentConfigName(Configurations.ALL_AT_ONCE);
    }
    groups.update(whole.build());
    return current;
  }

  @Override
  public void delete(Resource current) {
    groups.delete(
        DeleteDeploymentGroupRequest.builder()
            .applicationName(current.attribute("application"))
            .deploymentGroupName(current.physicalId())
            .build());
  }
}
