package ecommerce.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceWaterfallTest {

  private static final TraceNames NAMES = new TraceNames("dev", List.of("orders"));

  @Test
  void denialSaysWhatToAskInTheSameEnvironment() throws Exception {
    OrderTrace story =
        story(
            """
            {"id": "1", "name": "ecommerce-dev-orders-CreateOrder-0abc", "start_time": 10.0, "end_time": 10.5, "fault": true,
             "cause": {"exceptions": [{"type": "software.amazon.awssdk.services.dynamodb.model.AccessDeniedException"}]},
             "aws": {"request_id": "request-1"}}
            """);

    assertThat(waterfall(story))
        .contains("✗ AccessDeniedException: ./ecom why request-1 --port 4601");
    assertThat(step(story).path("failure").asText()).isEqualTo("AccessDeniedException");
    assertThat(step(story).path("deniedRequestId").asText()).isEqualTo("request-1");
  }

  @Test
  void failureOfAnotherKindIsNamedOnly() throws Exception {
    OrderTrace story =
        story(
            """
            {"id": "1", "name": "orders", "start_time": 10.0, "end_time": 10.5, "error": true,
             "http": {"response": {"status": 404}}, "aws": {"request_id": "request-1"}}
            """);

    assertThat(waterfall(story)).contains("✗ status 404").doesNotContain("why");
    assertThat(step(story).has("deniedRequestId")).isFalse();
  }

  private static OrderTrace story(String segment) throws Exception {
    List<TraceSpan> roots = TraceSpan.of(List.of(new ObjectMapper().readTree(segment)));
    TraceSpan root = roots.getFirst();
    OrderTrace.Part part =
        new OrderTrace.Part("1-0-0", root.start(), root.end(), 0, TraceRows.of(roots, NAMES));
    return new OrderTrace("o-1", "dev", "NEW", List.of(part));
  }

  private static String waterfall(OrderTrace story) {
    StringWriter text = new StringWriter();
    new TraceWaterfall(new PrintWriter(text), NAMES, row -> List.of(), " --port 4601").print(story);
    return text.toString();
  }

  private static JsonNode step(OrderTrace story) {
    return new TraceJson(NAMES, row -> List.of()).of(story).at("/traces/0/steps/0");
  }
}
