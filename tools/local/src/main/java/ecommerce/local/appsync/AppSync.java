package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.Account;
import ecommerce.local.Api;
import ecommerce.local.Authorizer;
import ecommerce.local.Endpoints;
import ecommerce.local.GraphqlApis;
import ecommerce.local.Identity;
import ecommerce.local.Invoker;
import ecommerce.local.LogSink;
import ecommerce.local.Metrics;
import ecommerce.local.Part;
import ecommerce.local.Roles;
import ecommerce.local.Timers;
import ecommerce.local.Tokens;
import ecommerce.local.Tracing;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Authenticator;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.PathService;
import ecommerce.local.wire.WebSockets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * AppSync: GraphQL APIs whose fields are resolved by JavaScript (APPSYNC_JS) on DynamoDB, Lambda,
 * HTTP endpoints or nothing, and whose subscriptions are served over WebSocket. Refuses VTL,
 * caching, conflict detection, batching, merged and event APIs.
 */
public final class AppSync implements Part, GraphqlApis {

  private final Apis apis;
  private final Scripts scripts;
  private final ControlPlane control;
  private final ServedApis served;
  private final GraphqlEndpoint endpoint;
  private final RealtimeEndpoint realtime;
  private final SignedMutations mutations;
  private final List<ResourceType> types;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * What AppSync calls on the others' behalf goes through {@code services} and {@code invoker},
   * with its data sources' roles.
   */
  public AppSync(
      Account account,
      Endpoints endpoints,
      Store store,
      Timers timers,
      Authenticator authenticator,
      Authorizer authorizer,
      Roles roles,
      Api services,
      Invoker invoker,
      Tokens tokens,
      Metrics metrics,
      LogSink logs,
      Tracing tracing) {
    Sessions sessions = new Sessions(roles, account, timers);
    ApiLog log = new ApiLog(logs, timers, account, sessions, authorizer);
    Apis apis = new Apis(store);
    scripts = new Scripts(timers);
    apis.watch(changed -> scripts.warm());
    this.apis = apis;
    control = new ControlPlane(apis, account, endpoints, timers, log);
    served =
        new ServedApis(
            apis,
            scripts,
            sessions,
            services,
            invoker,
            authorizer,
            new PageTokens(store),
            account,
            executor,
            timers);
    Authentication authentication =
        new Authentication(authenticator, tokens, control.keys, account);
    Subscriptions subscriptions = new Subscriptions();
    apis.watch(
        apiId -> {
          if (apis.find(apiId).isEmpty()) {
            subscriptions.end(apiId);
          }
        });
    Executions executions = new Executions(subscriptions, tracing, timers, account);
    mutations = new SignedMutations(served, executions, account);
    endpoint = new GraphqlEndpoint(served, executions, authentication, new ApiMeter(metrics), log);
    realtime =
        new RealtimeEndpoint(
            served, authentication, new Beginnings(served, authentication), subscriptions, timers);
    types =
        List.of(
            new GraphqlApiType(control, endpoints),
            new SchemaType(control),
            new ApiKeyType(control),
            new DataSourceType(control),
            new FunctionType(control),
            new ResolverType(control));
  }

  @Override
  public List<AwsService> services() {
    return List.of(control);
  }

  @Override
  public List<PathService> paths() {
    return List.of(endpoint);
  }

  @Override
  public List<WebSockets> webSockets() {
    return List.of(realtime);
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return types;
  }

  @Override
  public void mutate(Identity caller, String endpoint, String mutation, JsonNode variables) {
    mutations.mutate(caller, endpoint, mutation, variables);
  }

  @Override
  public void start() {
    if (!apis.all().isEmpty()) {
      scripts.warm();
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
    served.close();
    scripts.close();
  }
}
