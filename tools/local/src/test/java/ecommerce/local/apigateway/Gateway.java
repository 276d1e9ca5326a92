package ecommerce.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.AccessDenied;
import ecommerce.local.AccessKeys;
import ecommerce.local.Account;
import ecommerce.local.Endpoints;
import ecommerce.local.Identity;
import ecommerce.local.Invoker;
import ecommerce.local.Permission;
import ecommerce.local.RecordedMetrics;
import ecommerce.local.Roles;
import ecommerce.local.SystemTimers;
import ecommerce.local.Tracing;
import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.store.MvStore;
import ecommerce.local.wire.Dispatcher;
import ecommerce.local.wire.Front;
import ecommerce.local.wire.SignatureAuthenticator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** The part on a real port, with a function and permissions that a test sets. */
final class Gateway implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();
  static final Account ACCOUNT = new Account("123456789012", "eu-west-1");
  static final String ROLE = "arn:aws:sts::123456789012:assumed-role/caller/session";

  final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
  final List<Identity> invokers = new CopyOnWriteArrayList<>();
  final List<Permission> asked = new CopyOnWriteArrayList<>();
  final List<String> logged = new CopyOnWriteArrayList<>();
  volatile Function<JsonNode, Invoker.Outcome> function = event -> answer("{\"statusCode\": 200}");
  volatile Predicate<Permission> permitted = permission -> true;

  final ApiGateway part;
  final Front front;
  final Endpoints endpoints;
  final RecordedMetrics metrics = new RecordedMetrics();
  private final SystemTimers timers = new SystemTimers();
  private final MvStore store;
  private final HttpClient http = HttpClient.newHttpClient();

  Gateway(Path directory) throws Exception {
    store = new MvStore(directory);
    AccessKeys keys =
        id ->
            id.equals("test")
                ? Optional.of(
                    new AccessKeys.Key(
                        "secret",
                        Optional.empty(),
                        Instant.MAX,
                        new Identity.Administrator("arn:aws:iam::123456789012:user/admin", "test")))
                : Optional.empty();
    SignatureAuthenticator authenticator = new SignatureAuthenticator(keys, timers);
    Dispatcher dispatcher = new Dispatcher(authenticator, this::require);
    front = new Front(dispatcher, "127.0.0.1", 0);
    endpoints = new Endpoints("localhost:" + front.bind());
    part =
        new ApiGateway(
            ACCOUNT,
            endpoints,
            store,
            timers,
            authenticator,
            this::require,
            this::role,
            new Functions(),
            (group, stream, time, message) -> logged.add(group + " " + message),
            metrics,
            Tracing.none(timers));
    part.services().forEach(dispatcher::add);
    part.paths().forEach(front::add);
    part.webSockets().forEach(front::add);
    front.start();
  }

  /** Lets stages log: the account has a role for it. */
  void allowLogs() throws IOException {
    type("AWS::ApiGateway::Account")
        .create(desired("{\"CloudWatchRoleArn\": \"arn:aws:iam::123456789012:role/gateway\"}"));
  }

  /** Roles that trust API Gateway are those with the name gateway. */
  private Roles.Credentials role(
      String role, String session, Identity.Service by, Duration duration) {
    if (!role.endsWith(":role/gateway")) {
      throw new AccessDenied(role + " does not trust " + by.principal());
    }
    Identity.RoleSession identity = new Identity.RoleSession(role, role, "ASIATEST");
    return new Roles.Credentials("ASIATEST", "secret", "token", Instant.MAX, identity);
  }

  private final class Functions implements Invoker {

    @Override
    public Outcome invoke(Identity caller, String name, byte[] payload) {
      try {
        JsonNode event = JSON.readTree(payload);
        invokers.add(caller);
        events.add(event);
        return function.apply(event);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void enqueue(Identity caller, String name, byte[] payload) {
      throw new UnsupportedOperationException();
    }
  }

  private void require(Identity caller, Permission permission) {
    asked.add(permission);
    if (!permitted.test(permission)) {
      throw new AccessDenied(
          "User: "
              + caller.arn()
              + " is not authorized to perform: "
              + permission.action()
              + " on resource: "
              + permission.resource());
    }
  }

  static Invoker.Outcome answer(String payload) {
    return new Invoker.Outcome(Optional.empty(), payload.getBytes(StandardCharsets.UTF_8), "");
  }

  static Invoker.Outcome failure() {
    byte[] payload = "{\"errorMessage\":\"no\"}".getBytes(StandardCharsets.UTF_8);
    return new Invoker.Outcome(Optional.of("Unhandled"), payload, "");
  }

  ResourceType type(String name) {
    return part.resourceTypes().stream()
        .filter(type -> type.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static Desired desired(JsonNode properties) {
    return new Desired(
        "Thing",
        (ObjectNode) properties,
        "stack",
        "arn:stack",
        Path.of("."),
        Map.of("team", "shop"));
  }

  static Desired desired(String json) throws IOException {
    return desired(JSON.readTree(json));
  }

  HttpResponse<byte[]> send(String method, String path, String body, String... headers)
      throws Exception {
    return send(unsigned(method, path, body, headers));
  }

  HttpResponse<byte[]> sendSigned(String method, String path, String body) throws Exception {
    return send(unsigned(method, path, body, signature(method, endpoints.url() + path, body)));
  }

  private HttpRequest unsigned(String method, String path, String body, String... headers) {
    HttpRequest.BodyPublisher publisher =
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoints.url() + path)).method(method, publisher);
    return (headers.length == 0 ? request : request.headers(headers)).build();
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws Exception {
    return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpClient http() {
    return http;
  }

  /** The headers that sign a request, without Host, which the client sets. */
  static String[] signature(String method, String uri, String body) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(method))
            .uri(URI.create(uri))
            .build();
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(AwsCredentialsIdentity.create("test", "secret"))
                        .request(request)
                        .payload(
                            () ->
                                new java.io.ByteArrayInputStream(
                                    body.getBytes(StandardCharsets.UTF_8)))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1"))
            .request();
    List<String> headers = new ArrayList<>();
    signed
        .headers()
        .forEach(
            (name, values) -> {
              if (!name.equalsIgnoreCase("host")) {
                headers.addAll(List.of(name, values.getFirst()));
              }
            });
    return headers.toArray(String[]::new);
  }

  static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "secret"));
  }

  @Override
  public void close() throws Exception {
    part.close();
    http.shutdownNow();
    front.close();
    timers.close();
    store.close();
  }
}
