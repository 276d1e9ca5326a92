package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import ecommerce.local.Account;
import ecommerce.local.Endpoints;
import ecommerce.local.Identity;
import ecommerce.local.Invoker;
import ecommerce.local.Permission;
import ecommerce.local.RecordedMetrics;
import ecommerce.local.SystemTimers;
import ecommerce.local.Tracing;
import ecommerce.local.cloudwatch.CloudWatch;
import ecommerce.local.deploy.CloudFormation;
import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.deploy.StackRequest;
import ecommerce.local.deploy.Stacks;
import ecommerce.local.iam.Iam;
import ecommerce.local.logs.Logs;
import ecommerce.local.store.MvStore;
import ecommerce.local.wire.Headers;
import ecommerce.local.wire.HttpRequest;
import ecommerce.local.wire.HttpResponse;
import ecommerce.local.wire.SignatureAuthenticator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The frontend-api stack as its template says, with real tables and roles; functions, tokens and
 * delivery prices are stand-ins.
 */
final class Shop implements Invoker, AutoCloseable {

  static final Path FRONTEND = Path.of("../../frontend-api");
  static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:create-order";

  final Account account = new Account("000000000000", "us-east-1");
  final SystemTimers timers = new SystemTimers();
  final MvStore store;
  final Iam iam;
  final Tables tables;
  final AppSync appsync;
  final RecordedMetrics metrics = new RecordedMetrics();
  final List<String> logged = new java.util.concurrent.CopyOnWriteArrayList<>();
  final Stacks stacks;
  final HttpServer pricing;
  final List<String> priced = new CopyOnWriteArrayList<>();
  final List<JsonNode> invoked = new CopyOnWriteArrayList<>();
  final Map<String, String> parameters = new java.util.concurrent.ConcurrentHashMap<>();
  volatile Outcome outcome =
      new Outcome(
          Optional.empty(),
          "{\"success\":true,\"message\":\"Order created\"}".getBytes(StandardCharsets.UTF_8),
          "");
  volatile int pricingStatus = 200;
  volatile String pricingAnswer = "{\"pricing\": 1500}";
  String key;

  Shop(Path directory) throws Exception {
    store = new MvStore(directory.resolve("state"));
    iam = new Iam(account, store, timers);
    tables = new Tables(account, iam);
    Tables.schemas().forEach(tables::create);
    pricing = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    pricing.createContext(
        "/",
        exchange -> {
          priced.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] answer = pricingAnswer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(pricingStatus, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    pricing.start();
    Endpoints endpoints = new Endpoints("127.0.0.1:" + pricing.getAddress().getPort());
    appsync =
        new AppSync(
            account,
            endpoints,
            store,
            timers,
            new SignatureAuthenticator(iam, timers),
            iam,
            iam,
            tables,
            this,
            Shop::claims,
            metrics,
            (group, stream, time, message) -> logged.add(group + " " + message),
            Tracing.none(timers));
    List<ResourceType> types = new ArrayList<>(appsync.resourceTypes());
    types.addAll(iam.resourceTypes());
    types.add(new Parameter());
    types.add(new Elsewhere("AWS::Events::Rule"));
    types.add(new Elsewhere("AWS::SQS::Queue"));
    types.add(new Elsewhere("AWS::SQS::QueuePolicy"));
    types.addAll(
        new CloudWatch(account, store, timers, (source, type, arns, detail) -> {}, null, null)
            .resourceTypes());
    types.addAll(new Logs(account, store, timers, metrics, null, null).resourceTypes());
    parameters.putAll(
        Map.of(
            "UserPoolId", "us-east-1_pool",
            "ProductsTable", "products",
            "OrdersTable", "orders",
            "CreateOrderArn", FUNCTION,
            "DeliveryPricingApiArn", "arn:aws:execute-api:us-east-1:000000000000:abc/tests",
            "DeliveryPricingDomain", "abc.execute-api.us-east-1.amazonaws.com",
            "WarehouseTable", "warehouse",
            "DeliveryTable", "delivery"));
    for (String more :
        List.of("Movement", "OrderHistory", "Search", "Stock", "Tracking", "Withdrawn")) {
      parameters.put(more + "Table", more.toLowerCase(java.util.Locale.ROOT));
    }
    parameters.put("LowStock", "10");
    others().forEach(name -> parameters.putIfAbsent(name, name.endsWith("Arn") ? FUNCTION : name));
    stacks =
        new CloudFormation(
                account,
                endpoints,
                store,
                timers,
                (bucket, name, version) -> {
                  throw new IllegalStateException("there are no buckets");
                },
                iam,
                parameters::get,
                types)
            .stacks();
  }

  /** What else the service finds through Systems Manager. */
  private static List<String> others() throws IOException {
    List<String> lines = Files.readAllLines(FRONTEND.resolve("metadata.yaml"));
    return lines.stream()
        .filter(line -> line.startsWith("  ") && line.contains(": /ecommerce/"))
        .map(line -> line.strip().split(":")[0])
        .toList();
  }

  Shop deployed() {
    Map<String, String> given = new java.util.HashMap<>();
    parameters.keySet().stream()
        .filter(name -> !name.startsWith("/"))
        .forEach(name -> given.put(name, name));
    given.put("Environment", "tests");
    stacks.deploy(
        new StackRequest(
            "ecommerce-tests-frontend-api", FRONTEND.resolve("template.yaml"), given, Map.of()));
    key =
        store.collection("appsync.keys", ObjectNode.class).values().getFirst().path("id").asText();
    return this;
  }

  String apiId() {
    return parameters.get("/ecommerce/tests/frontend-api/api/id");
  }

  /** A token is its user's name, a colon and groups. */
  static Optional<Map<String, Object>> claims(String pool, String token) {
    if (!pool.equals("us-east-1_pool") || !token.startsWith("token-of-")) {
      return Optional.empty();
    }
    String[] parts = token.substring("token-of-".length()).split(":");
    return Optional.of(
        parts.length > 1
            ? Map.of(
                "sub",
                parts[0],
                "cognito:username",
                parts[0],
                "iss",
                "pool",
                "cognito:groups",
                List.of(parts[1].split(",")))
            : Map.of("sub", parts[0], "cognito:username", parts[0], "iss", "pool"));
  }

  HttpResponse post(String body, String... headers) {
    String path = "/appsync-api/" + apiId() + "/graphql";
    return appsync
        .paths()
        .getFirst()
        .handle(
            new HttpRequest(
                "POST",
                path,
                "",
                Headers.of(headers),
                body.getBytes(StandardCharsets.UTF_8),
                "127.0.0.1"));
  }

  /** Asks as a user; an empty name asks with the API key. */
  JsonNode ask(String user, String query, String variables) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("query", query);
    body.set("variables", Json.read(variables));
    HttpResponse answer =
        user.isEmpty()
            ? post(body.toString(), "x-api-key", key)
            : post(body.toString(), "Authorization", "token-of-" + user);
    assert answer.status() == 200 : new String(answer.body(), StandardCharsets.UTF_8);
    return Json.read(new String(answer.body(), StandardCharsets.UTF_8));
  }

  @Override
  public Outcome invoke(Identity caller, String function, byte[] payload) {
    iam.require(caller, Permission.of("lambda:InvokeFunction", function));
    invoked.add(Json.read(new String(payload, StandardCharsets.UTF_8)));
    return outcome;
  }

  @Override
  public void enqueue(Identity caller, String function, byte[] payload) {
    throw new UnsupportedOperationException("nothing here invokes asynchronously");
  }

  @Override
  public void close() {
    appsync.close();
    tables.close();
    pricing.stop(0);
    store.close();
    timers.close();
  }

  /** SSM parameters. */
  private final class Parameter implements ResourceType {

    @Override
    public String name() {
      return "AWS::SSM::Parameter";
    }

    @Override
    public Set<String> properties() {
      return Set.of("Name", "Type", "Value");
    }

    @Override
    public Resource create(Desired desired) {
      parameters.put(desired.required("Name"), desired.required("Value"));
      return Resource.of(desired.required("Name"));
    }

    @Override
    public Resource update(Desired desired, Resource current) {
      return create(desired);
    }

    @Override
    public void delete(Resource current) {
      parameters.remove(current.physicalId());
    }
  }

  /** What other parts make, and is only named here. */
  private record Elsewhere(String name) implements ResourceType {

    @Override
    public Set<String> properties() {
      return switch (name) {
        case "AWS::Events::Rule" ->
            Set.of("Description", "EventBusName", "EventPattern.**", "Targets.**");
        case "AWS::SQS::Queue" -> Set.of("MessageRetentionPeriod", "SqsManagedSseEnabled");
        default -> Set.of("Queues[]", "PolicyDocument.**");
      };
    }

    @Override
    public Resource create(Desired desired) {
      return Resource.of(desired.logicalId())
          .with("Arn", "arn:aws:elsewhere/bus/" + desired.logicalId())
          .with("QueueName", desired.logicalId());
    }

    @Override
    public Resource update(Desired desired, Resource current) {
      return current;
    }

    @Override
    public void delete(Resource current) {}
  }
}
