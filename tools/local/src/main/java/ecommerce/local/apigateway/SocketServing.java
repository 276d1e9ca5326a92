package ecommerce.local.apigateway;

import ecommerce.local.Account;
import ecommerce.local.Identity;
import ecommerce.local.Timers;
import ecommerce.local.wire.HttpRequest;
import ecommerce.local.wire.HttpResponse;
import ecommerce.local.wire.WebSockets;
import java.util.Map;
import java.util.Optional;

/** Opens connections to the stages of WebSocket APIs, where {@code $connect} lets them. */
final class SocketServing implements WebSockets {

  private final SocketState state;
  private final SocketRoutes routes;
  private final Connections connections;
  private final Guard guard;
  private final Account account;
  private final Timers timers;

  SocketServing(
      SocketState state,
      SocketRoutes routes,
      Connections connections,
      Guard guard,
      Account account,
      Timers timers) {
    this.state = state;
    this.routes = routes;
    this.connections = connections;
    this.guard = guard;
    this.account = account;
    this.timers = timers;
  }

  @Override
  public boolean owns(String path) {
    return ApiPath.parse(path)
        .filter(found -> state.apis().get(found.apiId()).isPresent())
        .isPresent();
  }

  @Override
  public Decision open(HttpRequest request) {
    try {
      ApiPath path = ApiPath.parse(request.path()).orElseThrow();
      if (!path.path().equals("/") || state.served(path.apiId(), path.stage()).isEmpty()) {
        throw new Refusal(ResponseType.DEFAULT_4XX, "Forbidden");
      }
      return connect(request, path);
    } catch (Refusal refusal) {
      return new Decision.Refused(
          GatewayResponses.DEFAULT.answer(
              refusal, request, Map.of(), new Variables(Map.of(), Map.of())));
    }
  }

  private Decision connect(HttpRequest request, ApiPath path) {
    Optional<SocketDeployment.Route> route = routes.find(path, "$connect");
    ExecuteApi arns = new ExecuteApi(account);
    boolean iam = route.map(SocketDeployment.Route::iam).orElse(false);
    Identity caller =
        iam
            ? guard.require(
                request, "execute-api:Invoke", arns.route(path.apiId(), path.stage(), "$connect"))
            : new Identity.Anonymous();
    SocketContext context =
        new SocketContext(account, arns, path, Ids.token(), request, caller, timers.instant());
    int status = route.map(found -> status(context, found)).orElse(200);
    if (status < 200 || status > 299) {
      return new Decision.Refused(HttpResponse.empty(status));
    }
    return new Decision.Accepted(new SocketConnection(context, routes, connections, timers));
  }

  /** What the route's function says; 502 where that is nothing sensible. */
  private int status(SocketContext context, SocketDeployment.Route route) {
    Functions.Result result =
        routes.run(
            context.path(), "$connect", route, context.connect(SocketContext.EventIds.fresh()));
    return switch (result) {
      case Functions.Result.Answered answered ->
          ProxyAnswer.read(answered.payload(), false).map(HttpResponse::status).orElse(502);
      case Functions.Result.Failed failed -> 502;
      case Functions.Result.TimedOut late -> 504;
      case Functions.Result.NotInvoked not -> 500;
    };
  }
}
