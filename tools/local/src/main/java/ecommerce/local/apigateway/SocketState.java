package ecommerce.local.apigateway;

import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;

/** The WebSocket APIs with their routes and integrations, deployments and stages. */
final class SocketState {

  private final Collection<SocketApi> apis;
  private final Collection<SocketIntegration> integrations;
  private final Collection<SocketRoute> routes;
  private final Collection<SocketDeployment> deployments;
  private final Collection<SocketStage> stages;

  SocketState(Store store) {
    apis = store.collection("apigateway.sockets", SocketApi.class);
    integrations = store.collection("apigateway.socketintegrations", SocketIntegration.class);
    routes = store.collection("apigateway.socketroutes", SocketRoute.class);
    deployments = store.collection("apigateway.socketdeployments", SocketDeployment.class);
    stages = store.collection("apigateway.socketstages", SocketStage.class);
  }

  Collection<SocketApi> apis() {
    return apis;
  }

  Collection<SocketIntegration> integrations() {
    return integrations;
  }

  Collection<SocketRoute> routes() {
    return routes;
  }

  Collection<SocketDeployment> deployments() {
    return deployments;
  }

  Collection<SocketStage> stages() {
    return stages;
  }

  SocketApi api(String id) {
    return apis.get(id).orElseThrow(() -> notFound("Invalid API identifier specified " + id));
  }

  SocketIntegration integration(String apiId, String id) {
    return integrations
        .get(SocketIntegration.key(apiId, id))
        .orElseThrow(() -> notFound("Invalid Integration identifier specified " + id));
  }

  SocketRoute route(String apiId, String id) {
    return routes
        .get(SocketRoute.key(apiId, id))
        .orElseThrow(() -> notFound("Invalid Route identifier specified " + id));
  }

  SocketDeployment deployment(String apiId, String id) {
    return deployments
        .get(SocketDeployment.key(apiId, id))
        .orElseThrow(() -> notFound("Invalid deployment identifier specified " + id));
  }

  SocketStage stage(String apiId, String name) {
    return stages
        .get(SocketStage.key(apiId, name))
        .orElseThrow(() -> notFound("Invalid stage identifier specified " + name));
  }

  static <V> List<V> of(Collection<V> collection, String apiId) {
    return List.copyOf(collection.startingWith(apiId + "/").values());
  }

  /** What a stage serves; empty where there is no such stage, or nothing was deployed to it. */
  Optional<SocketDeployment> served(String apiId, String stage) {
    // A stage that deploys by itself may drop the former deployment between the two reads: look
    // again.
    return servedNow(apiId, stage).or(() -> servedNow(apiId, stage));
  }

  private Optional<SocketDeployment> servedNow(String apiId, String stage) {
    return stages
        .get(SocketStage.key(apiId, stage))
        .flatMap(found -> deployments.get(SocketDeployment.key(apiId, found.deploymentId())));
  }

  /** The API's routes as they are now; those without an integration are left out. */
  Map<String, SocketDeployment.Route> currentRoutes(String apiId) {
    Map<String, SocketDeployment.Route> current = new HashMap<>();
    for (SocketRoute route : of(routes, apiId)) {
      integrations
          .get(SocketIntegration.key(apiId, route.integrationId()))
          .ifPresent(
              integration ->
                  current.put(
                      route.routeKey(),
                      new SocketDeployment.Route(
                          route.authorization().equals("AWS_IAM"),
                          integration.uri(),
                          integration.timeoutMillis())));
    }
    return current;
  }

  private static NotFoundException notFound(String message) {
    return (NotFoundException) NotFoundException.builder().message(message).statusCode(404).build();
  }

  static BadRequestException badRequest(String message) {
    return (BadRequestException)
        BadRequestException.builder().message(message).statusCode(400).build();
  }

  static void refuse(String what, boolean wanted) {
    if (wanted) {
      throw badRequest(what + " is not supported by this environment");
    }
  }
}
