package ecommerce.suite.clients;

import ecommerce.suite.contract.RestContract;
import ecommerce.suite.target.Capabilities;
import ecommerce.suite.target.Capability;
import ecommerce.suite.target.Target;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.appsync.AppSyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * The platform under test, discovered through Systems Manager: the way in for every test. Safe for
 * many threads.
 */
public final class Platform implements AutoCloseable {

  private final Target target;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final AwsClients aws;
  private final Parameters parameters;
  private final Capabilities capabilities;
  private final DynamoDbClient dynamoDb;
  private final AppSyncClient appSync;
  private final String apiKey;
  private final GraphQl anyone;
  private final People people;
  private final EventLog events;
  private final Bus bus;
  private final OrderFunction createOrder;

  public Platform(Target target) {
    this.target = target;
    this.parameters = Parameters.of(target);
    this.capabilities = Capabilities.asked(parameters, target.lacks());
    this.aws = new AwsClients(target);
    this.dynamoDb = aws.dynamoDb();
    boolean graphQl = capabilities.has(Capability.GRAPHQL);
    this.appSync = aws.appSync();
    this.apiKey = graphQl ? newApiKey() : null;
    this.anyone = graphQl ? graphQl("x-api-key", apiKey) : null;
    boolean users = capabilities.has(Capability.USERS);
    this.people =
        users ? new People(aws.cognito(), parameters.get("users/user-pool/id"), anyone) : null;
    boolean listener = capabilities.has(Capability.LISTENER);
    this.events = listener ? new EventLog(listener(smallSigning())) : null;
    this.bus =
        new Bus(
            aws.eventBridge(),
            parameters.get("platform/event-bus/name"),
            Optional.ofNullable(events));
    this.createOrder = new OrderFunction(aws.lambda(), parameters.get("orders/create-order/arn"));
  }

  /** What the target can do. */
  public Capabilities capabilities() {
    return capabilities;
  }

  public Parameters parameters() {
    return parameters;
  }

  /** The REST API of a service, called by an administrator of the account. */
  public RestApi api(String service) {
    return new RestApi(
        http, parameters.get(service + "/api/url"), signing(), RestContract.of(service));
  }

  public PaymentCompany paymentCompany() {
    return new PaymentCompany(api("payment-3p").signedBy(Signing.none()));
  }

  public Table table(String service) {
    return tableNamed(service + "/table/name");
  }

  /** The table whose name is this parameter. */
  public Table tableNamed(String parameter) {
    return new Table(dynamoDb, parameters.get(parameter));
  }

  /** A table that a service keeps for itself, by its logical id in the service's template. */
  public Table ownTable(String service, String logicalId) {
    String prefix = "ecommerce-" + target.environment() + "-" + service + "-" + logicalId + "-";
    return dynamoDb.listTablesPaginator().tableNames().stream()
        .filter(name -> name.startsWith(prefix))
        .findFirst()
        .map(name -> new Table(dynamoDb, name))
        .orElseThrow(() -> new IllegalStateException("there is no table " + prefix + "…"));
  }

  /**
   * What the queues hold that take what could not be handled, by queue; those that hold none are
   * left out.
   */
  public Map<String, Integer> waitingMessages() {
    return aws.waitingMessages();
  }

  public Bus bus() {
    return bus;
  }

  /** A function that a service exports, invoked directly. */
  public OrderFunction function(String service, String resource) {
    return new OrderFunction(aws.lambda(), parameters.get(service + "/" + resource + "/arn"));
  }

  /** What a service counts. */
  public Metrics metrics(String service) {
    return new Metrics(aws.cloudWatch(), target.environment(), service);
  }

  public OrderFunction createOrder() {
    return createOrder;
  }

  /** What X-Ray has of an order. */
  public Traces traces() {
    return new Traces(aws.xray());
  }

  /** Roles of a test's own, and what they are denied. */
  public Denials denials() {
    return new Denials(aws);
  }

  /** A command of the checkout's {@code ./ecom}, about a local environment. */
  public EcomCommand command() {
    return new EcomCommand(target);
  }

  public Shop shop() {
    return new Shop(table("products"), api("delivery-pricing"), paymentCompany());
  }

  public Orders orders() {
    return new Orders(this);
  }

  /** GraphQL with the public API key. */
  public GraphQl anyone() {
    return anyone;
  }

  /** Live updates for whoever asks that API. */
  public LiveUpdates live(GraphQl api) {
    return api.live(parameters.get("frontend-api/api/realtime-url"));
  }

  public People people() {
    return people;
  }

  public EventLog events() {
    return events;
  }

  /** A connection of a test's own to the listener. */
  public EventListener listener(Signing signing) {
    return EventListener.open(http, parameters.get("platform/listener-api/url"), signing);
  }

  public Signing signing() {
    return Signing.sigV4(target.credentials(), target.region());
  }

  /** As small clients sign, also those of the listener; in full where a token is to be signed. */
  public Signing smallSigning() {
    return target.credentials().resolveCredentials() instanceof AwsSessionCredentials
        ? signing()
        : Signing.ofHostAndDate(target.credentials(), target.region());
  }

  public Signing wrongSigning() {
    return Signing.withWrongSecret(target.credentials(), target.region());
  }

  /** For a test that changes what roles may do. */
  public IamClient iam() {
    return aws.iam();
  }

  /** What looks after stuck orders. */
  public Watches watches() {
    return new Watches(aws.lambda(), aws.sqs(), parameters);
  }

  /** For a test that makes functions fail. */
  public Faults faults() {
    return new Faults(aws.lambda(), aws.iam(), "ecommerce-" + target.environment());
  }

  /** What CloudWatch watches. */
  public Alarms alarms() {
    return new Alarms(aws.cloudWatch(), "ecommerce-" + target.environment());
  }

  private String newApiKey() {
    return appSync
        .createApiKey(key -> key.apiId(parameters.get("frontend-api/api/id")))
        .apiKey()
        .id();
  }

  private GraphQl graphQl(String header, String value) {
    return new GraphQl(
        http, URI.create(parameters.get("frontend-api/api/url")), Map.of(header, value));
  }

  @Override
  public void close() {
    if (events != null) {
      events.close();
    }
    if (people != null) {
      people.close();
    }
    if (apiKey != null) {
      appSync.deleteApiKey(key -> key.apiId(parameters.get("frontend-api/api/id")).id(apiKey));
    }
    http.shutdownNow();
    target.close();
  }
}
