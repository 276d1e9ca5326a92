package ecommerce.local.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import ecommerce.local.SystemTimers;
import ecommerce.local.TestPort;
import ecommerce.local.store.MvStore;
import ecommerce.local.wire.Dispatcher;
import ecommerce.local.wire.Headers;
import ecommerce.local.wire.HttpRequest;
import ecommerce.local.wire.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/** The same answer in each protocol that clients of CloudWatch speak. */
class ProtocolsTest {

  private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SHAPE = "GraniteServiceVersion20100801";
  private static final String SCOPE =
      "AWS4-HMAC-SHA256 Credential=test/20260301/eu-west-1/monitoring/aws4_request,"
          + " SignedHeaders=host, Signature=0";

  @TempDir Path folder;
  private final SystemTimers timers = new SystemTimers();
  private MvStore store;
  private Dispatcher dispatcher;

  @BeforeEach
  void open() {
    store = new MvStore(folder);
    CloudWatch part =
        new CloudWatch(
            TestPort.ACCOUNT,
            store,
            timers,
            (source, type, resources, detail) -> {},
            (caller, topic, subject, message, attributes) -> {},
            null);
    part.record("AWS/SQS", "Sent", Map.of("QueueName", "q"), 7, StandardUnit.COUNT);
    dispatcher =
        new Dispatcher((request, service) -> TestPort.ADMINISTRATOR, (caller, permission) -> {});
    part.services().forEach(dispatcher::add);
  }

  @AfterEach
  void shut() {
    timers.close();
    store.close();
  }

  private HttpResponse ask(String path, byte[] body, String... headers) {
    Headers all = Headers.of(headers);
    all.values().put("authorization", java.util.List.of(SCOPE));
    all.values().put("x-amz-date", java.util.List.of("20260301T000000Z"));
    return dispatcher.handle(new HttpRequest("POST", path, "", all, body, "127.0.0.1"));
  }

  private static ObjectNode statistics() {
    long now = System.currentTimeMillis() / 1000;
    ObjectNode request = JSON.createObjectNode();
    request.put("Namespace", "AWS/SQS").put("MetricName", "Sent").put("Period", 60);
    request.put("StartTime", now - 600.0).put("EndTime", now + 120.0);
    request.putArray("Statistics").add("Sum");
    request.putArray("Dimensions").addObject().put("Name", "QueueName").put("Value", "q");
    return request;
  }

  @Test
  void answersCborInCbor() throws Exception {
    HttpResponse answer =
        ask(
            "/service/" + SHAPE + "/operation/GetMetricStatistics",
            CBOR.writeValueAsBytes(statistics()),
            "smithy-protocol",
            "rpc-v2-cbor");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().first("smithy-protocol")).hasValue("rpc-v2-cbor");
    JsonNode body = CBOR.readTree(answer.body());
    assertThat(body.path("Datapoints").path(0).path("Sum").asDouble()).isEqualTo(7);
    assertThat(body.path("Datapoints").path(0).path("Timestamp").isNumber()).isTrue();
  }

  @Test
  void tellsErrorsInCborWithTheirOlderCode() throws Exception {
    HttpResponse answer =
        ask(
            "/service/" + SHAPE + "/operation/GetDashboard",
            CBOR.writeValueAsBytes(Map.of("DashboardName", "none")),
            "smithy-protocol",
            "rpc-v2-cbor");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(CBOR.readTree(answer.body()).path("__type").asText())
        .isEqualTo("DashboardNotFoundError");
    assertThat(answer.headers().first("x-amzn-query-error")).hasValue("ResourceNotFound;Sender");
  }

  @Test
  void answersJsonInJson() throws Exception {
    HttpResponse answer =
        ask(
            "/",
            JSON.writeValueAsBytes(statistics()),
            "x-amz-target",
            SHAPE + ".GetMetricStatistics",
            "content-type",
            "application/x-amz-json-1.0");
    assertThat(JSON.readTree(answer.body()).path("Datapoints").path(0).path("Sum").asDouble())
        .isEqualTo(7);
  }

  @Test
  void answersQueryInXml() {
    HttpResponse answer =
        ask(
            "/",
            "Action=ListMetrics&Version=2010-08-01&Namespace=AWS%2FSQS".getBytes(),
            "content-type",
            "application/x-www-form-urlencoded");
    assertThat(new String(answer.body()))
        .contains("<ListMetricsResult>")
        .contains("<MetricName>Sent</MetricName>");
  }

  @Test
  void refusesBodiesThatAreNoCbor() {
    HttpResponse answer =
        ask(
            "/service/" + SHAPE + "/operation/ListMetrics",
            new byte[] {(byte) 0xff, 1},
            "smithy-protocol",
            "rpc-v2-cbor");
    assertThat(answer.status()).isEqualTo(400);
  }
}
