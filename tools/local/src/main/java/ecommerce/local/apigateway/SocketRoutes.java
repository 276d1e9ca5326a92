package ecommerce.local.apigateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Timers;
import java.time.Duration;
import java.util.Optional;

/** Finds and runs the routes that stages of WebSocket APIs serve now. */
record SocketRoutes(SocketState state, Functions functions, ExecuteApi arns, Timers timers) {

  Optional<SocketDeployment.Route> find(ApiPath path, String routeKey) {
    return state.served(path.apiId(), path.stage()).map(served -> served.routes().get(routeKey));
  }

  /**
   * The key that a message selects, where there is a route of that name; else that of the default.
   */
  String select(ApiPath path, String message) {
    return state
        .served(path.apiId(), path.stage())
        .flatMap(
            served ->
                RouteSelection.parse(served.selection())
                    .routeKey(message)
                    .filter(key -> !key.equals("$connect") && !key.equals("$disconnect"))
                    .filter(served.routes()::containsKey))
        .orElse("$default");
  }

  Functions.Result run(
      ApiPath path, String routeKey, SocketDeployment.Route route, ObjectNode event) {
    SocketStage stage = state.stage(path.apiId(), path.stage());
    if (!stage.variables().isEmpty()) {
      event.set("stageVariables", RequestText.object(stage.variables()));
    }
    String function = LambdaUri.parse(route.uri()).orElseThrow().function(stage.variables());
    String source = arns.route(path.apiId(), path.stage(), routeKey);
    return functions.call(function, source, event, Duration.ofMillis(route.timeoutMillis()));
  }
}
