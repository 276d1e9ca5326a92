package ecommerce.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.Identity;
import ecommerce.local.deploy.Resource;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;

class WebSocketApiTest {

  private static final String URI_OF_FUNCTION =
      "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/"
          + "arn:aws:lambda:eu-west-1:123456789012:function:listener/invocations";

  @TempDir Path directory;
  private Gateway gateway;
  private String api;
  private String integration;

  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();

  @BeforeEach
  void deploys() throws Exception {
    gateway = new Gateway(directory);
    api =
        make(
                "Api",
                "{\"Name\": \"listener\", \"ProtocolType\": \"WEBSOCKET\","
                    + " \"RouteSelectionExpression\": \"$request.body.action\"}")
            .physicalId();
    make(
        "Stage",
        "{\"ApiId\": \"%s\", \"StageName\": \"dev\", \"AutoDeploy\": \"true\"}".formatted(api));
    integration =
        make(
                "Integration",
                "{\"ApiId\": \"%s\", \"IntegrationType\": \"AWS_PROXY\", \"IntegrationUri\": \"%s\"}"
                    .formatted(api, URI_OF_FUNCTION))
            .physicalId();
    route("$connect", ", \"AuthorizationType\": \"AWS_IAM\"");
    route("$disconnect", "");
    route("register", "");
  }

  @AfterEach
  void stops() throws Exception {
    gateway.close();
  }

  private Resource make(String type, String properties) throws Exception {
    return gateway.type("AWS::ApiGatewayV2::" + type).create(Gateway.desired(properties));
  }

  private void route(String key, String more) throws Exception {
    make(
        "Route",
        "{\"ApiId\": \"%s\", \"RouteKey\": \"%s\", \"Target\": \"integrations/%s\"%s}"
            .formatted(api, key, integration, more));
  }

  private WebSocket connect(String slash) {
    String address = gateway.endpoints.apiUrl(api) + "/dev" + slash;
    WebSocket.Builder builder = gateway.http().newWebSocketBuilder();
    String[] headers = Gateway.signature("GET", address, "");
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    return builder.buildAsync(URI.create(address.replaceFirst("http", "ws")), new Frames()).join();
  }

  private final class Frames implements WebSocket.Listener {

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      received.add(data.toString());
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return null;
    }
  }

  private ApiGatewayManagementApiClient management() {
    return ApiGatewayManagementApiClient.builder()
        .endpointOverride(URI.create(gateway.endpoints.apiUrl(api) + "/dev"))
        .region(Region.EU_WEST_1)
        .credentialsProvider(Gateway.credentials())
        .build();
  }

  private JsonNode event() throws InterruptedException {
    JsonNode event = gateway.events.poll(10, TimeUnit.SECONDS);
    assertThat(event).as("an event").isNotNull();
    return event;
  }

  @Test
  void tellsTheFunctionOfConnectionsMessagesAndTheirEnd() throws Exception {
    WebSocket socket = connect("/");
    JsonNode connect = event();
    String connectionId = connect.at("/requestContext/connectionId").asText();
    assertThat(connect.at("/requestContext/eventType").asText()).isEqualTo("CONNECT");
    assertThat(connect.at("/requestContext/routeKey").asText()).isEqualTo("$connect");
    assertThat(connect.at("/requestContext/identity/userArn").asText())
        .isEqualTo("arn:aws:iam::123456789012:user/admin");
    assertThat(connect.path("headers").has("Authorization")).isFalse();

    socket.sendText("{\"action\": \"register\", \"serviceName\": \"x\"}", true).join();
    JsonNode message = event();
    assertThat(message.at("/requestContext/routeKey").asText()).isEqualTo("register");
    assertThat(message.at("/requestContext/eventType").asText()).isEqualTo("MESSAGE");
    assertThat(message.at("/requestContext/connectionId").asText()).isEqualTo(connectionId);
    assertThat(message.at("/requestContext/stage").asText()).isEqualTo("dev");
    assertThat(message.at("/requestContext/messageId").asText()).isNotEmpty();
    assertThat(message.path("body").asText()).contains("serviceName");

    socket.sendClose(1000, "bye").join();
    JsonNode disconnect = event();
    assertThat(disconnect.at("/requestContext/eventType").asText()).isEqualTo("DISCONNECT");
    assertThat(disconnect.at("/requestContext/disconnectStatusCode").asInt()).isEqualTo(1000);
    String prefix = "arn:aws:execute-api:eu-west-1:123456789012:" + api + "/dev/";
    assertThat(gateway.invokers)
        .extracting(caller -> ((Identity.Service) caller).sourceArn())
        .containsExactly(prefix + "$connect", prefix + "register", prefix + "$disconnect");
    assertThat(received).isEmpty();
  }

  @Test
  void refusesWhoDoesNotSignWithPlainHttp() {
    URI address = URI.create(gateway.endpoints.apiUrl(api).replaceFirst("http", "ws") + "/dev");

    assertThatThrownBy(
            () -> gateway.http().newWebSocketBuilder().buildAsync(address, new Frames()).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            e -> assertThat(e.getResponse().statusCode()).isEqualTo(403));
    assertThat(gateway.events).isEmpty();
  }

  @Test
  void refusesWhomTheFunctionRefuses() {
    gateway.function = event -> Gateway.answer("{\"statusCode\": 409}");

    assertThatThrownBy(() -> connect(""))
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            e -> assertThat(e.getResponse().statusCode()).isEqualTo(409));
  }

  @Test
  void sendsToConnectionsByTheManagementApi() throws Exception {
    WebSocket socket = connect("");
    String connectionId = event().at("/requestContext/connectionId").asText();
    try (ApiGatewayManagementApiClient management = management()) {
      management.postToConnection(
          r -> r.connectionId(connectionId).data(SdkBytes.fromUtf8String("hello")));
      assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("hello");
      assertThat(gateway.asked)
          .anySatisfy(
              permission -> {
                assertThat(permission.action()).isEqualTo("execute-api:ManageConnections");
                assertThat(permission.resource())
                    .isEqualTo(
                        "arn:aws:execute-api:eu-west-1:123456789012:"
                            + api
                            + "/dev/POST/@connections/"
                            + connectionId);
              });
      assertThat(management.getConnection(r -> r.connectionId(connectionId)).connectedAt())
          .isNotNull();

      management.deleteConnection(r -> r.connectionId(connectionId));
      assertThat(closed.get(10, TimeUnit.SECONDS)).isEqualTo(1000);
      assertThat(event().at("/requestContext/routeKey").asText()).isEqualTo("$disconnect");
      assertThatThrownBy(
              () ->
                  management.postToConnection(
                      r -> r.connectionId(connectionId).data(SdkBytes.fromUtf8String("x"))))
          .isInstanceOf(GoneException.class);
      gateway.permitted = permission -> false;
      assertThatThrownBy(() -> management.getConnection(r -> r.connectionId("other")))
          .hasMessageContaining("is not authorized to perform: execute-api:ManageConnections");
    }
    assertThat(socket.isInputClosed()).isTrue();
  }

  @Test
  void answersWhatNoRouteTakesAndWhatFailsWithErrorFrames() throws Exception {
    WebSocket socket = connect("");
    socket.sendText("{\"action\": \"unknown\"}", true).join();
    JsonNode forbidden = Gateway.JSON.readTree(received.poll(10, TimeUnit.SECONDS));
    assertThat(forbidden.path("message").asText()).isEqualTo("Forbidden");
    assertThat(forbidden.path("connectionId").asText())
        .isEqualTo(event().at("/requestContext/connectionId").asText());

    gateway.function = event -> Gateway.failure();
    socket.sendText("{\"action\": \"register\"}", true).join();
    assertThat(Gateway.JSON.readTree(received.poll(10, TimeUnit.SECONDS)).path("message").asText())
        .isEqualTo("Internal server error");
  }

  @Test
  void throttlesMessagesAndLogsThem() throws Exception {
    gateway.allowLogs();
    gateway
        .type("AWS::ApiGatewayV2::Stage")
        .update(
            Gateway.desired(
                """
                {"ApiId": "%s", "StageName": "dev", "AutoDeploy": "true",
                 "DefaultRouteSettings": {"ThrottlingRateLimit": 0.001, "ThrottlingBurstLimit": 1},
                 "AccessLogSettings": {"DestinationArn": "arn:aws:logs:eu-west-1:123456789012:log-group:frames",
                   "Format": "$context.requestId $context.eventType $context.routeKey $context.status"}}\
                """
                    .formatted(api)),
            Resource.of("dev").with("ApiId", api));
    WebSocket socket = connect("");
    socket.sendText("{\"action\": \"register\"}", true).join();
    socket.sendText("{\"action\": \"register\"}", true).join();

    assertThat(Gateway.JSON.readTree(received.poll(10, TimeUnit.SECONDS)).path("message").asText())
        .isEqualTo("Too Many Requests");
    assertThat(gateway.logged)
        .anySatisfy(line -> assertThat(line).endsWith(" CONNECT $connect 200"))
        .anySatisfy(line -> assertThat(line).endsWith(" MESSAGE register 429"));
    assertThat(gateway.metrics.values("ConnectCount", Map.of("ApiId", api))).hasSize(1);
    assertThat(gateway.metrics.values("MessageCount", Map.of("ApiId", api))).hasSize(2);
  }

  @Test
  void refusesAccessLogsOfAnAccountWithoutARole() {
    assertThatThrownBy(
            () ->
                make(
                    "Stage",
                    """
                    {"ApiId": "%s", "StageName": "logged",
                     "AccessLogSettings": {"DestinationArn": "arn:aws:logs:eu-west-1:123456789012:log-group:frames",
                       "Format": "$context.requestId"}}\
                    """
                        .formatted(api)))
        .hasMessageContaining("CloudWatch Logs role ARN must be set");
  }

  @Test
  void givesWhatSelectsNoRouteToTheDefaultAsSoonAsThereIsOne() throws Exception {
    WebSocket socket = connect("");
    event();
    route("$default", "");
    socket.sendText("no JSON", true).join();
    assertThat(event().at("/requestContext/routeKey").asText()).isEqualTo("$default");
  }

  @Test
  void handlesTheFramesOfAConnectionOneAfterTheOther() throws Exception {
    WebSocket socket = connect("");
    event();
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(5);
    gateway.function =
        event -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
          running.decrementAndGet();
          done.countDown();
          return Gateway.answer("{\"statusCode\": 200}");
        };
    for (int i = 0; i < 5; i++) {
      socket.sendText("{\"action\": \"register\", \"i\": " + i + "}", true).join();
    }
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(most).hasValue(1);
    for (int i = 0; i < 5; i++) {
      assertThat(event().path("body").asText()).contains("\"i\": " + i);
    }
  }

  @Test
  void offersTheControlPlaneToSdkClients() {
    try (ApiGatewayV2Client client =
        ApiGatewayV2Client.builder()
            .endpointOverride(URI.create(gateway.endpoints.url()))
            .region(Region.EU_WEST_1)
            .credentialsProvider(Gateway.credentials())
            .build()) {
      assertThat(client.getApi(r -> r.apiId(api)).apiEndpoint())
          .isEqualTo("ws://" + gateway.endpoints.host() + "/execute-api/" + api);
      assertThat(client.getRoutes(r -> r.apiId(api)).items())
          .extracting("routeKey")
          .containsExactlyInAnyOrder("$connect", "$disconnect", "register");
      assertThat(client.getStage(r -> r.apiId(api).stageName("dev")).autoDeploy()).isTrue();
      assertThatThrownBy(() -> client.createApi(r -> r.name("x").protocolType("HTTP")))
          .isInstanceOf(BadRequestException.class)
          .hasMessageContaining("ProtocolType HTTP is not supported");
      assertThatThrownBy(
              () ->
                  client.createRoute(r -> r.apiId(api).routeKey("x").authorizationType("AWS_IAM")))
          .hasMessageContaining("only supported on the $connect route");
      client.deleteApi(r -> r.apiId(api));
      assertThat(client.getApis().items()).isEmpty();
    }
  }
}
