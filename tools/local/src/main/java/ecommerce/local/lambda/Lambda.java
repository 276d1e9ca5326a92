package ecommerce.local.lambda;

import ecommerce.local.Account;
import ecommerce.local.Api;
import ecommerce.local.Authorizer;
import ecommerce.local.Endpoints;
import ecommerce.local.Identity;
import ecommerce.local.InvokePermissions;
import ecommerce.local.Invoker;
import ecommerce.local.LogSink;
import ecommerce.local.Metrics;
import ecommerce.local.Part;
import ecommerce.local.Queues;
import ecommerce.local.Roles;
import ecommerce.local.Timers;
import ecommerce.local.Tracing;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.store.Store;
import ecommerce.local.wire.AwsService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * AWS Lambda: functions run in child processes, one for each invocation at a time. Java functions
 * only. What was accepted for asynchronous invocation survives a restart.
 */
public final class Lambda implements Part, Invoker, InvokePermissions {

  private final Authorizer authorizer;
  private final Timers timers;
  private final Functions functions;
  private final RuntimeServer server = new RuntimeServer();
  private final StartupCaches caches;
  private final Environments environments;
  private final Invocations invocations;
  private final InvokeOperation invoke;
  private final EventQueue events;
  private final Mappings mappings;
  private final LambdaApi api;
  private final List<ResourceType> types;

  public Lambda(
      Account account,
      Endpoints endpoints,
      Store store,
      Timers timers,
      Authorizer authorizer,
      Roles roles,
      Api services,
      Queues queues,
      LogSink logs,
      Metrics metrics,
      Tracing tracing,
      LambdaOptions options) {
    this.authorizer = authorizer;
    this.timers = timers;
    Aliases aliases = new Aliases(store);
    this.functions = new Functions(account, endpoints.host(), store, aliases);
    Path folder = store.folder("lambda").toAbsolutePath();
    CodeStore code = new CodeStore(folder.resolve("code"));
    JavaCommand java =
        new JavaCommand(RuntimeJars.in(folder.resolve("runtime"), options.runtimeClassPath()));
    Path cacheFolder =
        options.cacheFolder().orElseGet(() -> folder.resolve("aot")).toAbsolutePath();
    this.caches = new StartupCaches(cacheFolder, folder, java, options.startupCaches());
    caches.prune();
    EnvironmentVariables variables = new EnvironmentVariables(account, endpoints, tracing.daemon());
    Launcher launcher =
        new Launcher(account, roles, timers, logs, code, java, caches, variables, server);
    this.environments = new Environments(launcher, timers, options);
    this.invocations =
        new Invocations(
            environments,
            timers,
            new FunctionMeter(metrics),
            new InvocationTraces(tracing, timers));

    FunctionRoles functionRoles = new FunctionRoles(account, roles, timers);
    Destinations destinations = new Destinations(services, queues, functionRoles);
    EventInvokeConfigs configs = new EventInvokeConfigs(account, timers, functions, store);
    EventResults results = new EventResults(destinations, this);
    this.events =
        new EventQueue(
            functions, configs, invocations, results, timers, options.retryScale(), store);
    this.invoke = new InvokeOperation(functions, invocations, events);
    Policies policies = new Policies(functions, store);
    Pollers pollers =
        new Pollers(
            account,
            timers,
            services,
            functions,
            functionRoles,
            invocations,
            destinations,
            new Positions(store),
            options.retryScale());
    this.mappings = new Mappings(account, timers, functions, store, pollers);
    Consumer<FunctionName> removed =
        name -> {
          policies.removed(name);
          configs.removed(name);
          mappings.removed(name);
        };
    Publications publications = new Publications(account, functions, environments);
    AliasOperations aliasOperations = new AliasOperations(account, functions, aliases, removed);
    FunctionOperations operations =
        new FunctionOperations(
            account, timers, functions, code, environments, publications, aliases, removed);
    FunctionSettings settings = new FunctionSettings(functions, environments);
    this.api =
        new LambdaApi(
            account,
            new AccountSettings(functions, options.concurrency()),
            operations,
            settings,
            publications,
            aliasOperations,
            invoke,
            policies,
            configs,
            mappings);
    this.types =
        List.of(
            new FunctionType(operations, settings),
            new VersionType(publications, operations),
            new AliasType(aliasOperations, new AliasDeployment(account, services, timers)),
            new PermissionType(policies),
            new EventInvokeConfigType(configs),
            new MappingType(mappings));
  }

  @Override
  public List<AwsService> services() {
    return List.of(api);
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return types;
  }

  @Override
  public void start() {
    timers.every(Duration.ofSeconds(2), environments::reap);
    events.start();
    mappings.start();
  }

  @Override
  public Outcome invoke(Identity caller, String function, byte[] payload) {
    return invoke.run(allowed(caller, function), payload);
  }

  @Override
  public void enqueue(Identity caller, String function, byte[] payload) {
    invoke.enqueue(allowed(caller, function), payload);
  }

  @Override
  public void require(Identity caller, String function) {
    allowed(caller, function);
  }

  private FunctionName allowed(Identity caller, String function) {
    FunctionName name = FunctionName.parse(function);
    authorizer.require(caller, api.invokePermission(name));
    functions.require(name);
    return name;
  }

  /** How many invocations each function has had since the start. */
  public Map<String, Long> invocationCounts() {
    return invocations.counts();
  }

  /** How many execution environments a function has now. */
  public int environments(String functionName) {
    return environments.count(functionName);
  }

  /** How many asynchronous events are not finished. */
  public int waitingEvents() {
    return events.waiting();
  }

  @Override
  public void close() {
    events.close();
    mappings.close();
    caches.close();
    environments.close();
    server.close();
  }
}
