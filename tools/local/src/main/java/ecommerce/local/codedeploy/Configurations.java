package ecommerce.local.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Shapes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentConfigRequest;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentConfigResponse;
import software.amazon.awssdk.services.codedeploy.model.DeleteDeploymentConfigRequest;
import software.amazon.awssdk.services.codedeploy.model.DeleteDeploymentConfigResponse;
import software.amazon.awssdk.services.codedeploy.model.DeploymentConfigAlreadyExistsException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentConfigDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentConfigInfo;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentConfigRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentConfigResponse;
import software.amazon.awssdk.services.codedeploy.model.InvalidComputePlatformException;
import software.amazon.awssdk.services.codedeploy.model.InvalidDeploymentConfigNameException;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentConfigsResponse;
import software.amazon.awssdk.services.codedeploy.model.TrafficRoutingConfig;
import software.amazon.awssdk.services.codedeploy.model.TrafficRoutingType;

/**
 * How traffic is shifted: AWS's configurations for Lambda, and the account's own. Durable.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html">Deployment
 *     configurations</a>
 */
final class Configurations {

  static final String ALL_AT_ONCE = "CodeDeployDefault.LambdaAllAtOnce";
  private static final String PREDEFINED = "CodeDeployDefault.";

  private final InstantSource clock;
  private final Collection<ObjectNode> stored;
  private final Map<String, DeploymentConfigInfo> predefined = new TreeMap<>();

  Configurations(InstantSource clock, Store store) {
    this.clock = clock;
    this.stored = store.collection("codedeploy.configurations", ObjectNode.class);
    add(ALL_AT_ONCE, TrafficRoutingConfig.builder().type(TrafficRoutingType.ALL_AT_ONCE).build());
    for (int minutes : new int[] {5, 10, 15, 30}) {
      add(
          PREDEFINED + "LambdaCanary10Percent" + minutes + "Minutes",
          TrafficRoutingConfig.builder()
              .type(TrafficRoutingType.TIME_BASED_CANARY)
              .timeBasedCanary(c -> c.canaryPercentage(10).canaryInterval(minutes))
              .build());
    }
    for (int minutes : new int[] {1, 2, 3, 10}) {
      add(
          PREDEFINED
              + "LambdaLinear10PercentEvery"
              + minutes
              + (minutes == 1 ? "Minute" : "Minutes"),
          TrafficRoutingConfig.builder()
              .type(TrafficRoutingType.TIME_BASED_LINEAR)
              .timeBasedLinear(c -> c.linearPercentage(10).linearInterval(minutes))
              .build());
    }
  }

  private void add(String name, TrafficRoutingConfig routing) {
    predefined.put(
        name,
        DeploymentConfigInfo.builder()
            .deploymentConfigName(name)
            .computePlatform(ComputePlatform.LAMBDA)
            .trafficRoutingConfig(routing)
            .build());
  }

  CreateDeploymentConfigResponse create(CreateDeploymentConfigRequest request) {
    String name = request.deploymentConfigName();
    if (request.computePlatform() != ComputePlatform.LAMBDA) {
      throw InvalidComputePlatformException.builder()
          .message(
              "The compute platform "
                  + request.computePlatformAsString()
                  + " is not supported by this environment: Lambda is")
          .statusCode(400)
          .build();
    }
    if (name.startsWith(PREDEFINED)) {
      throw InvalidDeploymentConfigNameException.builder()
          .message("The name of a deployment configuration cannot begin with " + PREDEFINED)
          .statusCode(400)
          .build();
    }
    TrafficPlan.of(request.trafficRoutingConfig());
    String id = UUID.randomUUID().toString();
    DeploymentConfigInfo configuration =
        DeploymentConfigInfo.builder()
            .deploymentConfigId(id)
            .deploymentConfigName(name)
            .computePlatform(ComputePlatform.LAMBDA)
            .trafficRoutingConfig(request.trafficRoutingConfig())
            .createTime(clock.instant())
            .build();
    if (!stored.putIfAbsent(name, Shapes.toJson(configuration))) {
      throw DeploymentConfigAlreadyExistsException.builder()
          .message("A deployment configuration already exists with the name: " + name)
          .statusCode(400)
          .build();
    }
    return CreateDeploymentConfigResponse.builder().deploymentConfigId(id).build();
  }

  GetDeploymentConfigResponse get(GetDeploymentConfigRequest request) {
    return GetDeploymentConfigResponse.builder()
        .deploymentConfigInfo(require(request.deploymentConfigName()))
        .build();
  }

  ListDeploymentConfigsResponse list() {
    List<String> names = new ArrayList<>(predefined.keySet());
    names.addAll(stored.entries().keySet());
    return ListDeploymentConfigsResponse.builder().deploymentConfigsList(names).build();
  }

  DeleteDeploymentConfigResponse delete(DeleteDeploymentConfigRequest request) {
    if (predefined.containsKey(request.deploymentConfigName())) {
      throw InvalidDeploymentConfigNameException.builder()
          .message("A predefined deployment configuration cannot be deleted")
          .statusCode(400)
          .build();
    }
    stored.remove(request.deploymentConfigName());
    return DeleteDeploymentConfigResponse.builder().build();
  }

  DeploymentConfigInfo require(String name) {
    return Optional.ofNullable(predefined.get(name))
        .or(
            () ->
                stored
                    .get(name)
                    .map(json -> Shapes.fromJson(json, DeploymentConfigInfo.builder()).build()))
        .orElseThrow(
            () ->
                DeploymentConfigDoesNotExistException.builder()
                    .message("No deployment configuration found for name: " + name)
                    .statusCode(400)
                    .build());
  }
}
