package ecommerce.edge.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import ecommerce.edge.LeanHttpClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

class TracedCallsTest {

  private static final String PROPERTY = "com.amazonaws.xray.traceHeader";
  private static final String ROOT = "1-5759e988-bd862e3fe1be46a994272793";

  private record Asked(String trace, String body) {}

  private record Answer(int status, String body) {}

  private final List<Asked> asked = new ArrayList<>();
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<JsonNode> sent = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    System.setProperty(PROPERTY, "Root=" + ROOT + ";Parent=53995c3f42cd8ad8;Sampled=1");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(
              new Asked(
                  exchange.getRequestHeaders().getFirst("X-Amzn-Trace-Id"),
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          Answer answer = answers.isEmpty() ? new Answer(200, "{}") : answers.poll();
          exchange.getResponseHeaders().set("x-amzn-RequestId", "request-" + asked.size());
          byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer.status(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    System.clearProperty(PROPERTY);
    server.stop(0);
  }

  @Test
  void tellWhichTableWasAskedAndWhatItAnswered() {
    try (DynamoDbClient client = client(DynamoDbClient.builder())) {
      client.getItem(get -> get.tableName("orders").key(key()));
    }
    JsonNode call = only();
    assertThat(call.path("name").asText()).isEqualTo("DynamoDB");
    assertThat(call.path("namespace").asText()).isEqualTo("aws");
    assertThat(call.path("type").asText()).isEqualTo("subsegment");
    assertThat(call.path("trace_id").asText()).isEqualTo(ROOT);
    assertThat(call.path("parent_id").asText()).isEqualTo("53995c3f42cd8ad8");
    assertThat(call.at("/aws/table_name").asText()).isEqualTo("orders");
    assertThat(call.at("/aws/operation").asText()).isEqualTo("GetItem");
    assertThat(call.at("/aws/request_id").asText()).isEqualTo("request-1");
    assertThat(call.at("/http/response/status").asInt()).isEqualTo(200);
    assertThat(call.path("end_time").asDouble())
        .isGreaterThanOrEqualTo(call.path("start_time").asDouble());
    assertThat(asked.getFirst().trace())
        .isEqualTo("Root=" + ROOT + ";Parent=" + call.path("id").asText() + ";Sampled=1");
    assertThat(call.toString()).doesNotContain("secret-key");
  }

  @Test
  void tellRefusalsThrottlesAndRetries() {
    answers.add(new Answer(400, "{\"__type\":\"x#ProvisionedThroughputExceededException\"}"));
    answers.add(new Answer(400, "{\"__type\":\"x#ConditionalCheckFailedException\"}"));
    try (DynamoDbClient client = client(DynamoDbClient.builder())) {
      assertThat(catchThrowable(() -> client.putItem(put -> put.tableName("orders").item(key()))))
          .isNotNull();
    }
    JsonNode call = only();
    assertThat(call.path("error").asBoolean()).isTrue();
    assertThat(call.path("fault").asBoolean()).isFalse();
    assertThat(call.at("/aws/retries").asInt()).isEqualTo(1);
    assertThat(call.at("/cause/exceptions/0/type").asText())
        .isEqualTo("ConditionalCheckFailedException");
  }

  @Test
  void giveEventsTheirTrace() {
    answers.add(new Answer(200, "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"}]}"));
    try (EventBridgeClient client = client(EventBridgeClient.builder())) {
      client.putEvents(put -> put.entries(e -> e.source("s").detailType("t").detail("{}")));
    }
    assertThat(only().path("name").asText()).isEqualTo("Events");
    assertThat(asked.getFirst().body())
        .contains("\"TraceHeader\":\"Root=" + ROOT + ";Parent=" + only().path("id").asText());
  }

  @Test
  void nameTheQueue() {
    try (SqsClient client = client(SqsClient.builder())) {
      catchThrowable(
          () -> client.sendMessage(s -> s.queueUrl("https://sqs/1/letters").messageBody("m")));
    }
    assertThat(sent.getFirst().at("/aws/queue_url").asText()).isEqualTo("https://sqs/1/letters");
  }

  @Test
  void areNotToldWhereTheInvocationIsNotSampled() {
    System.setProperty(PROPERTY, "Root=" + ROOT + ";Parent=53995c3f42cd8ad8;Sampled=0");
    try (DynamoDbClient client = client(DynamoDbClient.builder())) {
      client.getItem(get -> get.tableName("orders").key(key()));
    }
    assertThat(sent).isEmpty();
    assertThat(asked.getFirst().trace())
        .as("what is called does not decide anew")
        .isEqualTo("Root=" + ROOT + ";Parent=53995c3f42cd8ad8;Sampled=0");
  }

  @Test
  void giveEventsTheirTraceAlsoWhereItIsNotSampled() {
    System.setProperty(PROPERTY, "Root=" + ROOT + ";Parent=53995c3f42cd8ad8;Sampled=0");
    answers.add(new Answer(200, "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"}]}"));
    try (EventBridgeClient client = client(EventBridgeClient.builder())) {
      client.putEvents(put -> put.entries(e -> e.source("s").detailType("t").detail("{}")));
    }
    assertThat(asked.getFirst().body())
        .contains("\"TraceHeader\":\"Root=" + ROOT + ";Parent=53995c3f42cd8ad8;Sampled=0\"");
  }

  @Test
  void passOnWhatOthersPutIntoTheHeader() {
    System.setProperty(
        PROPERTY, "Root=" + ROOT + ";Parent=53995c3f42cd8ad8;Sampled=1;Lineage=1:a87bd80c:0");
    try (DynamoDbClient client = client(DynamoDbClient.builder())) {
      client.getItem(get -> get.tableName("orders").key(key()));
    }
    assertThat(asked.getFirst().trace()).endsWith(";Sampled=1;Lineage=1:a87bd80c:0");
  }

  @Test
  void areNotToldWithoutADaemon() {
    assertThat(Tracer.to("").begin("x")).isEmpty();
    assertThat(Tracer.to("no port").begin("x")).isEmpty();
  }

  @Test
  void doNotFailWhereNobodyListens() {
    Tracer.to("127.0.0.1:9").begin("x").orElseThrow().annotate("orderId", "o").end();
  }

  private JsonNode only() {
    assertThat(sent).hasSize(1);
    return sent.getFirst();
  }

  private static Map<String, AttributeValue> key() {
    return Map.of("orderId", AttributeValue.fromS("secret-key"));
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    Tracer tracer =
        Tracer.to(
            document -> {
              try {
                sent.add(new ObjectMapper().readTree(document));
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    return builder
        .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClient(new LeanHttpClient())
        .overrideConfiguration(c -> c.addExecutionInterceptor(new TracedCalls(tracer)))
        .build();
  }
}
