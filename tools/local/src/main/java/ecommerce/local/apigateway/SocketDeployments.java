package ecommerce.local.apigateway;

import ecommerce.local.Timers;
import java.util.Map;

/** Makes deployments of WebSocket APIs: when asked, and for the stages that follow every change. */
record SocketDeployments(SocketState state, Timers timers) {

  SocketDeployment make(String apiId, String description, boolean automatic) {
    SocketApi api = state.api(apiId);
    Map<String, SocketDeployment.Route> routes = state.currentRoutes(apiId);
    SocketDeployment deployment =
        new SocketDeployment(
            apiId,
            Ids.part(),
            description,
            timers.instant().toEpochMilli(),
            automatic,
            api.selection(),
            routes);
    state.deployments().put(deployment.key(), deployment);
    return deployment;
  }

  /** After a change: the stages that deploy by themselves serve the API as it is now. */
  synchronized void follow(String apiId) {
    for (SocketStage stage : SocketState.of(state.stages(), apiId)) {
      if (stage.autoDeploy()) {
        SocketDeployment made =
            make(apiId, "Automatic deployment triggered by changes to the Api configuration", true);
        state.stages().update(stage.key(), current -> current.deployed(made.id()));
        state
            .deployments()
            .get(SocketDeployment.key(apiId, stage.deploymentId()))
            .filter(SocketDeployment::automatic)
            .ifPresent(former -> state.deployments().remove(former.key()));
      }
    }
  }
}
