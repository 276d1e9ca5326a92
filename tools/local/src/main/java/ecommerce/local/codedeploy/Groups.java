package ecommerce.local.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Shapes;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentGroupRequest;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentGroupResponse;
import software.amazon.awssdk.services.codedeploy.model.DeleteDeploymentGroupRequest;
import software.amazon.awssdk.services.codedeploy.model.DeleteDeploymentGroupResponse;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupAlreadyExistsException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentOption;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStyle;
import software.amazon.awssdk.services.codedeploy.model.DeploymentType;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentGroupRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentGroupResponse;
import software.amazon.awssdk.services.codedeploy.model.InvalidDeploymentStyleException;
import software.amazon.awssdk.services.codedeploy.model.InvalidTriggerConfigException;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentGroupsRequest;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentGroupsResponse;
import software.amazon.awssdk.services.codedeploy.model.UpdateDeploymentGroupRequest;
import software.amazon.awssdk.services.codedeploy.model.UpdateDeploymentGroupResponse;

/** The deployment groups: how, with which role and under which alarms is deployed. Durable. */
final class Groups {

  private static final List<String> NOT_KEPT =
      List.of("tags", "currentDeploymentGroupName", "newDeploymentGroupName");

  private final Applications applications;
  private final Configurations configurations;
  private final Collection<ObjectNode> stored;

  Groups(Applications applications, Configurations configurations, Store store) {
    this.applications = applications;
    this.configurations = configurations;
    this.stored = store.collection("codedeploy.groups", ObjectNode.class);
  }

  CreateDeploymentGroupResponse create(CreateDeploymentGroupRequest request) {
    applications.require(request.applicationName());
    String id = UUID.randomUUID().toString();
    ObjectNode shape = Shapes.toJson(request);
    shape.remove(NOT_KEPT);
    DeploymentGroupInfo asked = Shapes.fromJson(shape, DeploymentGroupInfo.builder()).build();
    DeploymentGroupInfo group =
        checked(
            asked.toBuilder()
                .deploymentGroupId(id)
                .computePlatform(ComputePlatform.LAMBDA)
                .deploymentConfigName(
                    Optional.ofNullable(asked.deploymentConfigName())
                        .orElse(Configurations.ALL_AT_ONCE))
                .build());
    if (!stored.putIfAbsent(key(group), Shapes.toJson(group))) {
      throw DeploymentGroupAlreadyExistsException.builder()
          .message(
              "Deployment group name already exists for application "
                  + request.applicationName()
                  + ": "
                  + request.deploymentGroupName())
          .statusCode(400)
          .build();
    }
    return CreateDeploymentGroupResponse.builder().deploymentGroupId(id).build();
  }

  UpdateDeploymentGroupResponse update(UpdateDeploymentGroupRequest request) {
    DeploymentGroupInfo before =
        require(request.applicationName(), request.currentDeploymentGroupName());
    ObjectNode shape = Shapes.toJson(before);
    ObjectNode overlay = Shapes.toJson(request);
    overlay.remove(NOT_KEPT);
    shape.setAll(overlay);
    DeploymentGroupInfo.Builder changed = Shapes.fromJson(shape, DeploymentGroupInfo.builder());
    Optional.ofNullable(request.newDeploymentGroupName()).ifPresent(changed::deploymentGroupName);
    DeploymentGroupInfo group = checked(changed.build());
    stored.put(key(group), Shapes.toJson(group));
    if (!key(group).equals(key(before))) {
      stored.remove(key(before));
    }
    return UpdateDeploymentGroupResponse.builder().build();
  }

  private DeploymentGroupInfo checked(DeploymentGroupInfo group) {
    configurations.require(group.deploymentConfigName());
    if (group.hasTriggerConfigurations() && !group.triggerConfigurations().isEmpty()) {
      throw InvalidTriggerConfigException.builder()
          .message("Triggers are not supported by this environment: it has no SNS topics")
          .statusCode(400)
          .build();
    }
    DeploymentStyle style = group.deploymentStyle();
    boolean shifts =
        style != null
            && style.deploymentType() == DeploymentType.BLUE_GREEN
            && style.deploymentOption() == DeploymentOption.WITH_TRAFFIC_CONTROL;
    if (!shifts) {
      throw InvalidDeploymentStyleException.builder()
          .message(
              "Deployment style must be BLUE_GREEN with WITH_TRAFFIC_CONTROL for the compute"
                  + " platform Lambda")
          .statusCode(400)
          .build();
    }
    return group;
  }

  GetDeploymentGroupResponse get(GetDeploymentGroupRequest request) {
    return GetDeploymentGroupResponse.builder()
        .deploymentGroupInfo(require(request.applicationName(), request.deploymentGroupName()))
        .build();
  }

  ListDeploymentGroupsResponse list(ListDeploymentGroupsRequest request) {
    applications.require(request.applicationName());
    List<String> names =
        stored.startingWith(request.applicationName() + "/").values().stream()
            .map(json -> read(json).deploymentGroupName())
            .toList();
    return ListDeploymentGroupsResponse.builder()
        .applicationName(request.applicationName())
        .deploymentGroups(names)
        .build();
  }

  /** One that is not there is no error, as on AWS. */
  DeleteDeploymentGroupResponse delete(DeleteDeploymentGroupRequest request) {
    stored.remove(request.applicationName() + "/" + request.deploymentGroupName());
    return DeleteDeploymentGroupResponse.builder().build();
  }

  void applicationRemoved(String application) {
    stored.startingWith(application + "/").keySet().forEach(stored::remove);
  }

  /** Notes the deployments of a group; one that is gone has nothing to note. */
  void note(String application, String group, UnaryOperator<DeploymentGroupInfo> change) {
    stored.update(application + "/" + group, json -> Shapes.toJson(change.apply(read(json))));
  }

  DeploymentGroupInfo require(String application, String group) {
    applications.require(application);
    return stored
        .get(application + "/" + group)
        .map(Groups::read)
        .orElseThrow(
            () ->
                DeploymentGroupDoesNotExistException.builder()
                    .message("No Deployment Group found for name: " + group)
                    .statusCode(400)
                    .build());
  }

  private static String key(DeploymentGroupInfo group) {
    return group.applicationName() + "/" + group.deploymentGroupName();
  }

  private static DeploymentGroupInfo read(ObjectNode json) {
    return Shapes.fromJson(json, DeploymentGroupInfo.builder()).build();
  }
}
