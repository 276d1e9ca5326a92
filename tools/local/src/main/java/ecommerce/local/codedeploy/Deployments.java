package ecommerce.local.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Shapes;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.codedeploy.model.BatchGetDeploymentsRequest;
import software.amazon.awssdk.services.codedeploy.model.BatchGetDeploymentsResponse;
import software.amazon.awssdk.services.codedeploy.model.DeploymentDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentResponse;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentsRequest;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentsResponse;

/** What is known of all deployments, those that ended too. Durable. */
final class Deployments {

  private static final Set<DeploymentStatus> ENDS =
      Set.of(DeploymentStatus.SUCCEEDED, DeploymentStatus.FAILED, DeploymentStatus.STOPPED);

  private final Collection<ObjectNode> stored;

  Deployments(Store store) {
    this.stored = store.collection("codedeploy.deployments", ObjectNode.class);
  }

  static boolean ended(DeploymentInfo deployment) {
    return ENDS.contains(deployment.status());
  }

  GetDeploymentResponse get(GetDeploymentRequest request) {
    return GetDeploymentResponse.builder().deploymentInfo(require(request.deploymentId())).build();
  }

  BatchGetDeploymentsResponse batchGet(BatchGetDeploymentsRequest request) {
    return BatchGetDeploymentsResponse.builder()
        .deploymentsInfo(request.deploymentIds().stream().map(this::require).toList())
        .build();
  }

  /** The newest first. */
  ListDeploymentsResponse list(ListDeploymentsRequest request) {
    List<String> ids =
        all().stream()
            .filter(one -> same(request.applicationName(), one.applicationName()))
            .filter(one -> same(request.deploymentGroupName(), one.deploymentGroupName()))
            .filter(
                one ->
                    !request.hasIncludeOnlyStatuses()
                        || request.includeOnlyStatuses().contains(one.status()))
            .sorted(Comparator.comparing(DeploymentInfo::createTime).reversed())
            .map(DeploymentInfo::deploymentId)
            .toList();
    return ListDeploymentsResponse.builder().deployments(ids).build();
  }

  private static boolean same(String wanted, String given) {
    return wanted == null || wanted.equals(given);
  }

  List<DeploymentInfo> all() {
    return stored.values().stream().map(Deployments::read).toList();
  }

  DeploymentInfo require(String id) {
    return stored
        .get(id)
        .map(Deployments::read)
        .orElseThrow(
            () ->
                DeploymentDoesNotExistException.builder()
                    .message("The deployment " + id + " could not be found")
                    .statusCode(400)
                    .build());
  }

  DeploymentInfo keep(DeploymentInfo deployment) {
    stored.put(deployment.deploymentId(), Shapes.toJson(deployment));
    return deployment;
  }

  DeploymentInfo change(String id, Consumer<DeploymentInfo.Builder> change) {
    return stored
        .update(id, json -> Shapes.toJson(read(json).toBuilder().applyMutation(change).build()))
        .map(Deployments::read)
        .orElseThrow();
  }

  private static DeploymentInfo read(ObjectNode json) {
    return Shapes.fromJson(json, DeploymentInfo.builder()).build();
  }
}
