package ecommerce.local.lambda;

import ecommerce.local.Account;
import ecommerce.local.Authorizer;
import ecommerce.local.Endpoints;
import ecommerce.local.Identity;
import ecommerce.local.LogSink;
import ecommerce.local.Queues;
import ecommerce.local.RecordedMetrics;
import ecommerce.local.Roles;
import ecommerce.local.SystemTimers;
import ecommerce.local.Tracing;
import ecommerce.local.store.MvStore;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.Dispatcher;
import ecommerce.local.wire.Front;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;

/**
 * Lambda on a port, as the SDK's client sees it, with recorders for what it sends elsewhere.
 * Everybody may do everything.
 */
final class World implements AutoCloseable {

  static final Account ACCOUNT = new Account("123456789012", "eu-west-1");
  static final Identity ADMIN =
      new Identity.Administrator("arn:aws:iam::123456789012:user/admin", "test");
  static final String ROLE = "arn:aws:iam::123456789012:role/function";

  record Line(String group, String stream, String message) {}

  record Sent(Identity by, String queue, String body, Map<String, String> attributes) {}

  final List<Line> log = new CopyOnWriteArrayList<>();
  final List<Sent> sent = new CopyOnWriteArrayList<>();
  final SystemTimers timers = new SystemTimers();
  final MvStore store;
  final Lambda lambda;
  final RecordedMetrics metrics = new RecordedMetrics();
  final LambdaClient client;
  private final Front front;
  private final String host;

  World(Path directory, AwsService... others) throws Exception {
    this(directory, LambdaOptions.with(Zips.runtime()), others);
  }

  World(Path directory, LambdaOptions options, AwsService... others) throws Exception {
    store = new MvStore(directory);
    Authorizer all = (caller, permission) -> {};
    Dispatcher dispatcher = new Dispatcher((request, service) -> ADMIN, all);
    Roles roles =
        (role, session, by, duration) ->
            new Roles.Credentials(
                "ASIATEST",
                "secret",
                "token",
                Instant.now().plus(duration),
                new Identity.RoleSession(
                    role,
                    "arn:aws:sts::123456789012:assumed-role/function/" + session,
                    "ASIATEST"));
    LogSink logs = (group, stream, time, message) -> log.add(new Line(group, stream, message));
    Queues queues =
        (by, queue, body, attributes) -> sent.add(new Sent(by, queue, body, attributes));
    front = new Front(dispatcher, "127.0.0.1", 0);
    int port = front.bind();
    host = "127.0.0.1:" + port;
    lambda =
        new Lambda(
            ACCOUNT,
            new Endpoints(host),
            store,
            timers,
            all,
            roles,
            dispatcher,
            queues,
            logs,
            metrics,
            Tracing.none(timers),
            options);
    lambda.services().forEach(dispatcher::add);
    for (AwsService other : others) {
      dispatcher.add(other);
    }
    front.start();
    client =
        LambdaClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + port))
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(
                config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .build();
    lambda.start();
  }

  String host() {
    return host;
  }

  static LambdaOptions quick(double retryScale) {
    return new LambdaOptions(Zips.runtime(), 10, Duration.ofMinutes(1), retryScale, false);
  }

  CreateFunctionRequest.Builder function(String name, String handler) {
    return CreateFunctionRequest.builder()
        .functionName(name)
        .runtime("java25")
        .handler("ecommerce.local.lambda.functions." + handler)
        .role(ROLE)
        .timeout(10)
        .memorySize(256)
        .code(code -> code.zipFile(SdkBytes.fromByteArray(Zips.functions())));
  }

  String logText() {
    return String.join("\n", log.stream().map(Line::message).toList());
  }

  static void eventually(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it did not happen within 60 seconds");
      }
      Thread.sleep(20);
    }
  }

  @Override
  public void close() throws Exception {
    client.close();
    lambda.close();
    front.close();
    timers.close();
    store.close();
  }
}
