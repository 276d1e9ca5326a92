package ecommerce.orders.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Change;
import ecommerce.edge.InvocationLog;
import ecommerce.edge.Json;
import ecommerce.edge.Settings;
import ecommerce.testing.LambdaContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusMetricsTest {

  @Test
  void countsTheStatusReachedAndTheTimeInTheOneBefore() {
    JsonNode line =
        counted(
            order("NEW", "2026-01-01T10:00:00.000Z"), order("PACKAGED", "2026-01-01T10:30:00Z"));

    assertThat(line.path("OrdersPackaged").asLong()).isEqualTo(1);
    assertThat(line.path("TimeNew").get(0).asLong()).isEqualTo(1_800_000);
    assertThat(line.path("_aws").path("CloudWatchMetrics").get(0).path("Metrics").toString())
        .contains("{\"Name\":\"TimeNew\",\"Unit\":\"Milliseconds\"}");
  }

  @Test
  void anOrderThatCouldBeRefundedIsAtItsEndAndHasNoTime() {
    JsonNode line =
        counted(
            order("FULFILLED", "2026-01-01T10:00:00Z"), order("REFUNDED", "2026-01-02T10:00:00Z"));

    assertThat(line.path("OrdersRefunded").asLong()).isEqualTo(1);
    assertThat(line.toString()).doesNotContain("Time\"", "TimeF");
  }

  @Test
  void aChangeWithinAStatusCountsNothing() {
    JsonNode line =
        counted(order("NEW", "2026-01-01T10:00:00Z"), order("NEW", "2026-01-01T11:00:00Z"));

    assertThat(line.has("_aws")).isFalse();
  }

  @Test
  void whatAClientWroteWithoutDatesHasNoTime() {
    ObjectNode before = Json.object().put("status", "NEW");

    JsonNode line = counted(before, order("CANCELLED", "2026-01-01T11:00:00Z"));

    assertThat(line.path("OrdersCancelled").asLong()).isEqualTo(1);
    assertThat(line.has("TimeNew")).isFalse();
  }

  private static ObjectNode order(String status, String modified) {
    return Json.object().put("status", status).put("modifiedDate", modified);
  }

  private static JsonNode counted(ObjectNode before, ObjectNode after) {
    PrintStream console = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try (InvocationLog log =
        InvocationLog.start(new Settings(Map.of()), LambdaContext.named("TableUpdate"))) {
      StatusMetrics.count(new Change.Modified(before, after), log);
    } finally {
      System.setOut(console);
    }
    return Json.parse(out.toString(StandardCharsets.UTF_8));
  }
}
