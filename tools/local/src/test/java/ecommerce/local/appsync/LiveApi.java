package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Account;
import ecommerce.local.Endpoints;
import ecommerce.local.Identity;
import ecommerce.local.Invoker;
import ecommerce.local.MovableTimers;
import ecommerce.local.RecordedMetrics;
import ecommerce.local.Tracing;
import ecommerce.local.iam.Iam;
import ecommerce.local.store.MvStore;
import ecommerce.local.wire.Dispatcher;
import ecommerce.local.wire.Front;
import ecommerce.local.wire.Headers;
import ecommerce.local.wire.HttpRequest;
import ecommerce.local.wire.SignatureAuthenticator;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/**
 * One API on the port, with every way to authorise; its fields say what they are given. Time passes
 * when the test says so.
 */
final class LiveApi implements AutoCloseable {

  private static final String SDL =
      """
      type Query { none: String }
      input MessageInput { room: ID!, text: String, size: Int, tags: [String!], by: ByInput }
      input ByInput { name: String }
      type Mutation {
        say(input: MessageInput!): Message @aws_api_key @aws_iam @aws_cognito_user_pools
        shout(input: MessageInput!): Message @aws_api_key @aws_iam @aws_cognito_user_pools
        drop(room: ID!): String
      }
      type Message @aws_api_key @aws_iam @aws_cognito_user_pools {
        room: ID!
        text: String
        size: Int
        tags: [String!]
        by: By
        secret: String @aws_iam
      }
      type By @aws_api_key @aws_iam @aws_cognito_user_pools { name: String }
      type Subscription {
        onSaid(room: ID, text: String): Message
          @aws_subscribe(mutations: ["say"]) @aws_api_key @aws_iam @aws_cognito_user_pools
        onAny: Message! @aws_subscribe(mutations: ["say", "shout"])
        onFiltered(filter: String!, ends: ID): Message @aws_subscribe(mutations: ["say"])
        onStaff: Message @aws_subscribe(mutations: ["say"]) @aws_cognito_user_pools(cognito_groups: ["staff"])
        onRefused: Message @aws_subscribe(mutations: ["say"])
      }
      """;
  private static final String ECHO =
      """
      export function request(ctx) { return { payload: { ...ctx.args.input, secret: 's' } }; }
      export function response(ctx) { return ctx.result; }
      """;
  private static final String FILTERED =
      """
      import { extensions, util } from '@aws-appsync/utils';
      export function request(ctx) { return { payload: null }; }
      export function response(ctx) {
        extensions.setSubscriptionFilter(JSON.parse(ctx.args.filter));
        if (ctx.args.ends) {
          extensions.setSubscriptionInvalidationFilter(util.transform.toSubscriptionFilter({ room: { eq: ctx.args.ends } }));
        }
        return null;
      }
      """;
  private static final String DROP =
      """
      import { extensions } from '@aws-appsync/utils';
      export function request(ctx) { return { payload: ctx.args.room }; }
      export function response(ctx) {
        extensions.invalidateSubscriptions({ subscriptionField: 'onFiltered', payload: { room: ctx.args.room } });
        return ctx.result;
      }
      """;
  private static final String REFUSING =
      """
      import { util } from '@aws-appsync/utils';
      export function request(ctx) { util.unauthorized(); }
      export function response(ctx) { return null; }
      """;

  final MovableTimers timers = new MovableTimers();
  final AppSync appsync;
  final String id;
  final String key;
  private final MvStore store;
  private final Front front;
  private final Dispatcher dispatcher;
  private final HttpClient http = HttpClient.newHttpClient();

  LiveApi(Path directory) throws Exception {
    Account account = new Account("000000000000", "us-east-1");
    store = new MvStore(directory);
    Iam iam = new Iam(account, store, timers);
    SignatureAuthenticator signatures = new SignatureAuthenticator(iam, timers);
    dispatcher = new Dispatcher(signatures, iam);
    front = new Front(dispatcher, "127.0.0.1", 0);
    front.bind();
    appsync =
        new AppSync(
            account,
            new Endpoints(host()),
            store,
            timers,
            signatures,
            iam,
            iam,
            dispatcher,
            new NoFunctions(),
            Shop::claims,
            new RecordedMetrics(),
            (group, stream, time, message) -> {},
            Tracing.none(timers));
    appsync.services().forEach(dispatcher::add);
    appsync.paths().forEach(front::add);
    appsync.webSockets().forEach(front::add);
    front.start();
    JsonNode api =
        control(
            "CreateGraphqlApi",
            "{'name':'live','authenticationType':'API_KEY','additionalAuthenticationProviders':["
                + "{'authenticationType':'AWS_IAM'},{'authenticationType':'AMAZON_COGNITO_USER_POOLS',"
                + "'userPoolConfig':{'userPoolId':'us-east-1_pool','awsRegion':'us-east-1'}}]}");
    id = api.at("/graphqlApi/apiId").asText();
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("apiId", id);
    schema.put(
        "definition", Base64.getEncoder().encodeToString(SDL.getBytes(StandardCharsets.UTF_8)));
    dispatcher.call(admin(), "appsync", "StartSchemaCreation", schema);
    control("CreateDataSource", "{'apiId':'" + id + "','name':'none','type':'NONE'}");
    resolver("Mutation", "say", ECHO);
    resolver("Mutation", "shout", ECHO);
    resolver("Mutation", "drop", DROP);
    resolver("Subscription", "onFiltered", FILTERED);
    resolver("Subscription", "onRefused", REFUSING);
    key = control("CreateApiKey", "{'apiId':'" + id + "'}").at("/apiKey/id").asText();
  }

  private static Identity admin() {
    return new Identity.Administrator("arn:aws:iam::000000000000:user/test", "test");
  }

  JsonNode control(String operation, String request) {
    return dispatcher.call(admin(), "appsync", operation, Json.read(request.replace('\'', '"')));
  }

  private void resolver(String type, String field, String code) {
    ObjectNode resolver = JsonNodeFactory.instance.objectNode().put("apiId", id);
    resolver.put("typeName", type).put("fieldName", field).put("dataSourceName", "none");
    resolver.put("code", code).putObject("runtime").put("name", "APPSYNC_JS");
    ((ObjectNode) resolver.get("runtime")).put("runtimeVersion", "1.0.0");
    dispatcher.call(admin(), "appsync", "CreateResolver", resolver);
  }

  String host() {
    return "127.0.0.1:" + front.address().getPort();
  }

  /** Asks with the API key. */
  JsonNode ask(String query) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("query", query);
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    Headers headers = Headers.of("x-api-key", key);
    HttpRequest request =
        new HttpRequest("POST", "/appsync-api/" + id + "/graphql", "", headers, bytes, "127.0.0.1");
    byte[] answer = appsync.paths().getFirst().handle(request).body();
    return Json.read(new String(answer, StandardCharsets.UTF_8));
  }

  void say(String input) {
    JsonNode answer =
        ask("mutation { say(input: {" + input + "}) { room text size tags by { name } } }");
    assert !answer.has("errors") : answer;
  }

  ObjectNode byKey() {
    return JsonNodeFactory.instance.objectNode().put("host", host()).put("x-api-key", key);
  }

  ObjectNode byToken(String user) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("host", host())
        .put("Authorization", "token-of-" + user);
  }

  /**
   * As a client signs: for a connection the path ends in {@code /connect} and the body is empty.
   */
  ObjectNode bySignature(String path, String body) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create("http://" + host() + "/appsync-api/" + id + path))
            .putHeader("accept", "application/json, text/javascript")
            .putHeader("content-encoding", "amz-1.0")
            .putHeader("content-type", "application/json; charset=UTF-8")
            .build();
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                sign ->
                    sign.identity(AwsBasicCredentials.create("test", "test"))
                        .request(request)
                        .payload(
                            () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "appsync")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(
                            HttpSigner.SIGNING_CLOCK,
                            Clock.fixed(timers.instant(), ZoneOffset.UTC)))
            .request();
    ObjectNode headers = JsonNodeFactory.instance.objectNode();
    signed.headers().forEach((name, values) -> headers.put(name, String.join(",", values)));
    return headers;
  }

  static String base64(JsonNode json) {
    return Base64.getEncoder().encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** A connection opened with the header in the query. */
  Client connect(JsonNode header) {
    String encoded = java.net.URLEncoder.encode(base64(header), StandardCharsets.UTF_8);
    return connect("/graphql?header=" + encoded + "&payload=e30=", "graphql-ws");
  }

  Client connect(String path, String protocol, String... more) {
    Client client = new Client();
    client.socket =
        http.newWebSocketBuilder()
            .subprotocols(protocol, more)
            .buildAsync(URI.create("ws://" + host() + "/appsync-api/" + id + path), client)
            .join();
    return client;
  }

  /** A connection that was acknowledged. */
  Client open() {
    Client client = connect(byKey());
    client.send("{'type':'connection_init'}");
    client.next("connection_ack");
    return client;
  }

  @Override
  public void close() throws Exception {
    http.shutdownNow();
    front.close();
    appsync.close();
    store.close();
  }

  /** What a client hears, frame by frame. */
  final class Client implements WebSocket.Listener {

    WebSocket socket;
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        frames.add(Json.read(text.toString()));
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.complete(code);
      return null;
    }

    /**
     * @param frame with single quotes
     */
    void send(String frame) {
      socket.sendText(frame.replace('\'', '"'), true).join();
    }

    void start(String id, String query, JsonNode authorization) {
      start(id, query, Map.of(), authorization);
    }

    void start(String id, String query, Map<String, Object> variables, JsonNode authorization) {
      socket.sendText(startFrame(id, data(query, variables), authorization), true).join();
    }

    /** Subscribes with the API key, and waits until it has begun. */
    void subscribed(String id, String query) {
      subscribed(id, query, Map.of());
    }

    void subscribed(String id, String query, Map<String, Object> variables) {
      start(id, query, variables, byKey());
      assert next("start_ack").path("id").asText().equals(id);
    }

    /** The next frame, of a type; fails where another comes, or none. */
    JsonNode next(String type) {
      JsonNode frame = next();
      if (!frame.path("type").asText().equals(type)) {
        throw new AssertionError("not " + type + " but " + frame);
      }
      return frame;
    }

    JsonNode next() {
      try {
        return Optional.ofNullable(frames.poll(10, TimeUnit.SECONDS))
            .orElseThrow(() -> new AssertionError("nothing was said"));
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    boolean silent() {
      return frames.isEmpty();
    }
  }

  static String data(String query, Map<String, Object> variables) {
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("query", query);
    data.set("variables", Json.tree(variables));
    return data.toString();
  }

  static String startFrame(String id, String data, JsonNode authorization) {
    ObjectNode frame = JsonNodeFactory.instance.objectNode().put("id", id).put("type", "start");
    ObjectNode payload = frame.putObject("payload").put("data", data);
    payload.putObject("extensions").set("authorization", authorization);
    return frame.toString();
  }

  private static final class NoFunctions implements Invoker {
    @Override
    public Outcome invoke(Identity caller, String function, byte[] payload) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void enqueue(Identity caller, String function, byte[] payload) {
      throw new UnsupportedOperationException();
    }
  }
}
