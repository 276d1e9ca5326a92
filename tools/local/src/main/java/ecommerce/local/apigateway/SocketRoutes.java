package ecommerce.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Timers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds and runs the routes that stages of WebSocket APIs serve now. */
record SocketRoutes(
    SocketState state,
    Functions functions,
    ExecuteApi arns,
    Timers timers,
    Throttle throttle,
    StageMeter meter,
    AccessLogs logs) {

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

  /**
   * @throws Refusal where the stage's limits do not let it
   */
  Functions.Result run(
      ApiPath path, String routeKey, SocketDeployment.Route route, ObjectNode event) {
    SocketStage stage = state.stage(path.apiId(), path.stage());
    meter.socket(path, routeKey.equals("$connect") ? "ConnectCount" : "MessageCount");
    admit(stage, routeKey, event);
    if (!stage.variables().isEmpty()) {
      event.set("stageVariables", RequestText.object(stage.variables()));
    }
    String function = LambdaUri.parse(route.uri()).orElseThrow().function(stage.variables());
    String source = arns.route(path.apiId(), path.stage(), routeKey);
    Functions.Result result =
        functions.call(function, source, event, Duration.ofMillis(route.timeoutMillis()));
    if (!(result instanceof Functions.Result.Answered)) {
      meter.socket(path, "IntegrationError");
    }
    log(stage, event, status(result), Optional.empty());
    return result;
  }

  private void admit(SocketStage stage, String routeKey, ObjectNode event) {
    RouteSettings limits = stage.routes();
    boolean counts = limits.limits() && !routeKey.equals("$disconnect");
    if (counts && !throttle.take(stage.key() + " " + routeKey, limits.rate(), limits.burst())) {
      meter.socket(new ApiPath(stage.apiId(), stage.name(), "/"), "ClientError");
      Refusal refusal = new Refusal(ResponseType.THROTTLED, "Too Many Requests");
      log(stage, event, 429, Optional.of(refusal));
      throw refusal;
    }
  }

  private static int status(Functions.Result result) {
    return switch (result) {
      case Functions.Result.Answered answered -> answered.payload().path("statusCode").asInt(200);
      case Functions.Result.TimedOut late -> 504;
      default -> 500;
    };
  }

  private void log(SocketStage stage, ObjectNode event, int status, Optional<Refusal> refusal) {
    if (stage.accessLog().destination().isEmpty()) {
      return;
    }
    Map<String, String> context = new HashMap<>();
    JsonNode known = event.path("requestContext");
    known.properties().forEach(entry -> context.put(entry.getKey(), entry.getValue().asText()));
    known
        .path("identity")
        .properties()
        .forEach(entry -> context.put("identity." + entry.getKey(), entry.getValue().asText()));
    context.put("status", Integer.toString(status));
    refusal.ifPresent(
        by -> {
          context.put("error.message", by.getMessage());
          context.put("error.responseType", by.type().toString());
        });
    logs.write(
        stage.accessLog(),
        stage.apiId() + "/" + stage.name(),
        timers.instant(),
        new Variables(context, stage.variables()));
  }
}
