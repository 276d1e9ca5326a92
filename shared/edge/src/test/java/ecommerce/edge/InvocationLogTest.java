package ecommerce.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class InvocationLogTest {

  @Test
  void isOneLineWithWhatWasDone() {
    JsonNode line = line(log -> log.put("orderId", "o").put("products", 2));

    assertThat(line.path("level").asText()).isEqualTo("INFO");
    assertThat(line.path("service").asText()).isEqualTo("orders");
    assertThat(line.path("environment").asText()).isEqualTo("tests");
    assertThat(line.path("function").asText()).isEqualTo("CreateOrder");
    assertThat(line.path("requestId").asText()).isEqualTo("request-1");
    assertThat(line.path("orderId").asText()).isEqualTo("o");
    assertThat(line.path("products").asInt()).isEqualTo(2);
    assertThat(line.has("milliseconds")).isTrue();
    assertThat(line.has("_aws")).isFalse();
  }

  @Test
  void isTheMetricOfWhatWasCounted() {
    JsonNode line =
        line(log -> log.count("OrdersCreated").count("OrderValue", 700).count("OrderValue", 300));

    assertThat(line.path("OrdersCreated").asLong()).isEqualTo(1);
    assertThat(line.path("OrderValue").asLong()).isEqualTo(1000);
    JsonNode directive = line.path("_aws").path("CloudWatchMetrics").get(0);
    assertThat(line.path("_aws").path("Timestamp").asLong())
        .isEqualTo(Instant.parse("2025-01-01T00:00:00Z").toEpochMilli());
    assertThat(directive.path("Namespace").asText()).isEqualTo("ecommerce");
    assertThat(directive.path("Dimensions").toString())
        .isEqualTo("[[\"environment\",\"service\"]]");
    assertThat(directive.path("Metrics").findValuesAsText("Name"))
        .containsExactly("OrdersCreated", "OrderValue");
  }

  @Test
  void keepsEachOfSeveralDurationsUpToTheHundredOfTheFormat() {
    JsonNode line =
        line(
            log ->
                java.util.stream.IntStream.range(0, 120)
                    .forEach(i -> log.time("TimeNew", java.time.Duration.ofSeconds(i))));

    assertThat(line.path("TimeNew")).hasSize(100);
    assertThat(line.path("TimeNew").get(1).asLong()).isEqualTo(1000);
    assertThat(line.path("_aws").path("CloudWatchMetrics").get(0).path("Metrics").toString())
        .isEqualTo("[{\"Name\":\"TimeNew\",\"Unit\":\"Milliseconds\"}]");
  }

  @Test
  void tellsOfAFailureItsPlaceAndNotWhatTheCauseWasGiven() {
    RuntimeException cause = new IllegalStateException("token-secret, Marktstr. 1");

    JsonNode line = line(log -> log.failed(new Outage("POST /check failed", cause)));

    assertThat(line.path("level").asText()).isEqualTo("ERROR");
    assertThat(line.path("error").asText()).endsWith("Outage: POST /check failed");
    assertThat(line.path("at")).hasSize(2);
    assertThat(line.toString())
        .contains("IllegalStateException")
        .doesNotContain("secret", "Marktstr");
  }

  @Test
  void tellsOfACallThatAwsRefusedItsIdAndTheCodeOfItsError() {
    AwsErrorDetails details =
        AwsErrorDetails.builder().errorCode("AccessDeniedException").errorMessage("arn").build();
    Throwable denied =
        DynamoDbException.builder().requestId("request-2").awsErrorDetails(details).build();

    JsonNode line = line(log -> log.failed(new Outage("the table cannot be read", denied)));

    assertThat(line.path("requestId").asText()).isEqualTo("request-1");
    assertThat(line.path("awsRequestId").asText()).isEqualTo("request-2");
    assertThat(line.path("awsErrorCode").asText()).isEqualTo("AccessDeniedException");
    assertThat(line.toString()).doesNotContain("arn");
  }

  @Test
  void leavesOutWhatARefusedCallDoesNotSay() {
    JsonNode line = line(log -> log.failed(DynamoDbException.builder().build()));

    assertThat(line.has("awsRequestId")).isFalse();
    assertThat(line.has("awsErrorCode")).isFalse();
  }

  private static JsonNode line(Consumer<InvocationLog> work) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Settings settings = new Settings(Map.of("SERVICE", "orders", "ENVIRONMENT", "tests"));
    try (InvocationLog log =
        new InvocationLog(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            () -> Instant.parse("2025-01-01T00:00:00Z"),
            settings,
            LambdaContext.named("CreateOrder"))) {
      work.accept(log);
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).containsOnlyOnce("\n");
    return Json.parse(out.toString(StandardCharsets.UTF_8));
  }
}
