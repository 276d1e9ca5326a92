package ecommerce.local.apigateway;

import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;

/** The REST APIs, their deployments and stages. */
final class RestState {

  private final Collection<SavedApi> apis;
  private final Collection<SavedDeployment> deployments;
  private final Collection<SavedStage> stages;
  private final Map<String, RestDefinition> definitions = new ConcurrentHashMap<>();

  RestState(Store store) {
    apis = store.collection("apigateway.restapis", SavedApi.class);
    deployments = store.collection("apigateway.deployments", SavedDeployment.class);
    stages = store.collection("apigateway.stages", SavedStage.class);
  }

  Collection<SavedApi> apis() {
    return apis;
  }

  Collection<SavedDeployment> deployments() {
    return deployments;
  }

  Collection<SavedStage> stages() {
    return stages;
  }

  SavedApi api(String id) {
    return apis.get(id).orElseThrow(() -> notFound("Invalid API identifier specified"));
  }

  SavedDeployment deployment(String apiId, String id) {
    return deployments
        .get(SavedDeployment.key(apiId, id))
        .orElseThrow(() -> notFound("Invalid Deployment identifier specified"));
  }

  SavedStage stage(String apiId, String name) {
    return stages
        .get(SavedStage.key(apiId, name))
        .orElseThrow(() -> notFound("Invalid stage identifier specified"));
  }

  List<SavedDeployment> deploymentsOf(String apiId) {
    return List.copyOf(deployments.startingWith(apiId + "/").values());
  }

  List<SavedStage> stagesOf(String apiId) {
    return List.copyOf(stages.startingWith(apiId + "/").values());
  }

  /** What a deployment serves; read once. */
  RestDefinition definition(SavedDeployment deployment) {
    return definitions.computeIfAbsent(
        deployment.key(), key -> OpenApiReader.read(deployment.document()));
  }

  void removeDeployment(SavedDeployment deployment) {
    deployments.remove(deployment.key());
    definitions.remove(deployment.key());
  }

  private static NotFoundException notFound(String message) {
    return (NotFoundException) NotFoundException.builder().message(message).statusCode(404).build();
  }
}
