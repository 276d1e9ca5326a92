package ecommerce.edge.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Edge;
import ecommerce.edge.Json;
import ecommerce.edge.LambdaContext;
import ecommerce.edge.Settings;
import ecommerce.edge.watch.Recipient.Reception;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class SecondDeliveryTest {

  private final QueueDouble queue = new QueueDouble();
  private final List<String> given = new ArrayList<>();

  @Test
  void removesWhatIsHandledThisTime() {
    queue.with(event("OrderCreated", "a")).with(event("OrderCreated", "b")).with(event("X", "c"));

    assertThat(run(() -> true)).isEqualTo("{\"handled\":3,\"failed\":0,\"unreadable\":0}");
    assertThat(given).containsExactly("a", "b", "c");
    assertThat(queue.left()).isEmpty();
  }

  @Test
  void findsTheEventInWhatLambdaSendsToItsFailureDestination() {
    queue.with(
        """
        {"version": "1.0", "requestContext": {"condition": "RetriesExhausted"},
         "requestPayload": %s, "responsePayload": {"errorType": "ecommerce.edge.Outage"}}
        """
            .formatted(event("OrderCreated", "a")));

    run(() -> true);

    assertThat(given).containsExactly("a");
    assertThat(queue.left()).isEmpty();
  }

  @Test
  void leavesWhatFailsAgainAndWhatCannotBeRead() {
    String streamNote = "{\"DDBStreamBatchInfo\": {\"batchSize\": 1}}";
    queue
        .with(event("OrderCreated", "fails"))
        .with(streamNote)
        .with("no JSON")
        .with(event("OrderCreated", "unreadable"))
        .with(event("OrderCreated", "good"));

    assertThat(run(() -> true)).isEqualTo("{\"handled\":1,\"failed\":1,\"unreadable\":3}");
    assertThat(queue.left())
        .containsExactly(
            event("OrderCreated", "fails"),
            streamNote,
            "no JSON",
            event("OrderCreated", "unreadable"));
  }

  @Test
  void removesUnseenWhatComesAgainByItself() {
    queue
        .with(event("OrderStuck", "a"))
        .with("{\"source\": \"aws.events\", \"detail-type\": \"Scheduled Event\", \"detail\": {}}");

    run(() -> true);

    assertThat(given).isEmpty();
    assertThat(queue.left()).isEmpty();
  }

  @Test
  void stopsWhenItsTimeIsUpAndLeavesTheRest() {
    queue.with(event("OrderCreated", "a")).with(event("OrderCreated", "b"));

    run(() -> given.isEmpty());

    assertThat(given).containsExactly("a");
    assertThat(queue.left()).containsExactly(event("OrderCreated", "b"));
  }

  private String run(BooleanSupplier inTime) {
    SecondDelivery delivery = new SecondDelivery(queue, this::give);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Edge(new Settings(Map.of()))
        .invoke(
            new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)),
            out,
            LambdaContext.named("f"),
            (event, log) -> delivery.run(inTime, log));
    return out.toString(StandardCharsets.UTF_8);
  }

  private Reception give(ObjectNode event) {
    String id = event.at("/detail/orderId").asText();
    given.add(id);
    return switch (id) {
      case "fails" -> Reception.FAILED;
      case "unreadable" -> Reception.UNREADABLE;
      default -> Reception.HANDLED;
    };
  }

  private static String event(String type, String orderId) {
    return Json.object()
        .put("source", "ecommerce.orders")
        .put("detail-type", type)
        .<ObjectNode>set("detail", Json.object().put("orderId", orderId))
        .toString();
  }
}
