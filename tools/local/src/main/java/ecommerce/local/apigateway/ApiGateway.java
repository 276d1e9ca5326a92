package ecommerce.local.apigateway;

import ecommerce.local.Account;
import ecommerce.local.Authorizer;
import ecommerce.local.Endpoints;
import ecommerce.local.Invoker;
import ecommerce.local.LogSink;
import ecommerce.local.Metrics;
import ecommerce.local.Part;
import ecommerce.local.Roles;
import ecommerce.local.Timers;
import ecommerce.local.Tracing;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Authenticator;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.PathService;
import ecommerce.local.wire.WebSockets;
import java.util.ArrayList;
import java.util.List;

/**
 * API Gateway: REST APIs from OpenAPI documents with Lambda proxies and mocks, WebSocket APIs with
 * Lambda proxies and their management API. What it does not offer (other integrations, authorizers
 * but IAM, API keys, body validation) is refused when it is defined, never when it is called.
 */
public final class ApiGateway implements Part {

  private final RestService rest;
  private final SocketService sockets;
  private final Connections connections = new Connections();
  private final PathService stages;
  private final WebSockets webSockets;
  private final List<ResourceType> types = new ArrayList<>();

  public ApiGateway(
      Account account,
      Endpoints endpoints,
      Store store,
      Timers timers,
      Authenticator authenticator,
      Authorizer authorizer,
      Roles roles,
      Invoker invoker,
      LogSink logs,
      Metrics metrics,
      Tracing tracing) {
    ExecuteApi arns = new ExecuteApi(account);
    LoggingAccount logging = new LoggingAccount(account, roles, arns, store);
    StageMeter meter = new StageMeter(metrics);
    Throttle throttle = new Throttle(timers);
    Guard guard = new Guard(authenticator, authorizer);
    Functions functions = new Functions(invoker, timers, account);
    RestState restState = new RestState(store);
    SocketState socketState = new SocketState(store);
    this.rest = restService(restState, arns, timers, logging);
    this.sockets = socketService(socketState, endpoints, arns, timers, logging);
    this.stages =
        new Stages(
            new RestServing(
                restState,
                account,
                guard,
                functions,
                new AccessLogs(logs),
                timers,
                meter,
                new StageTraces(restState, tracing, timers, arns)),
            new ManagementApi(connections, guard, arns),
            socketState);
    SocketRoutes routes =
        new SocketRoutes(
            socketState, functions, arns, timers, throttle, meter, new AccessLogs(logs));
    this.webSockets = new SocketServing(socketState, routes, connections, guard, account, timers);
    types.add(new RestApiType(rest.apis(), restState));
    types.add(new RestDeploymentType(rest.deployments(), restState));
    types.add(new RestStageType(rest.stages(), restState));
    types.add(new AccountType(logging));
    types.addAll(SocketTypes.all(sockets, socketState));
  }

  private static RestService restService(
      RestState state, ExecuteApi arns, Timers timers, LoggingAccount account) {
    RestStageOperations stages = new RestStageOperations(state, arns, timers, account);
    return new RestService(
        new RestApiOperations(state, arns, timers),
        new RestDeploymentOperations(state, stages, arns, timers),
        stages,
        account);
  }

  private static SocketService socketService(
      SocketState state,
      Endpoints endpoints,
      ExecuteApi arns,
      Timers timers,
      LoggingAccount account) {
    SocketDeployments deployments = new SocketDeployments(state, timers);
    return new SocketService(
        new SocketApiOperations(state, deployments, endpoints, arns, timers),
        new SocketRouteOperations(state, deployments, arns),
        new SocketIntegrationOperations(state, deployments, arns),
        new SocketDeploymentOperations(state, deployments, arns),
        new SocketStageOperations(state, deployments, arns, timers, account));
  }

  @Override
  public List<AwsService> services() {
    return List.of(rest, sockets);
  }

  @Override
  public List<PathService> paths() {
    return List.of(stages);
  }

  @Override
  public List<WebSockets> webSockets() {
    return List.of(webSockets);
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return List.copyOf(types);
  }

  /** Says goodbye to the open connections. */
  @Override
  public void close() {
    connections.closeAll();
  }
}
