package ecommerce.orders.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Change;
import ecommerce.edge.Event;
import ecommerce.edge.Events;
import ecommerce.edge.Json;
import ecommerce.edge.Outage;
import ecommerce.edge.Settings;
import ecommerce.orders.adapters.History;
import ecommerce.testing.LambdaContext;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableUpdateTest {

  private final List<Event> published = new ArrayList<>();
  private final List<String> added = new ArrayList<>();
  private History history = (change, position) -> added.add(position.sequenceNumber());

  @Test
  void emitsAnEventForEachChangeInOrder() {
    JsonNode report =
        follow(
            events -> {
              published.addAll(events);
              return List.of();
            });

    assertThat(report.path("batchItemFailures")).isEmpty();
    assertThat(published)
        .extracting(Event::type)
        .containsExactly("OrderCreated", "OrderModified", "OrderDeleted");
    assertThat(published)
        .allSatisfy(
            event -> {
              assertThat(event.source()).isEqualTo("ecommerce.orders");
              assertThat(event.resource()).isEqualTo("o");
              assertThat(event.detail().toString()).doesNotContain("requestFingerprint");
            });
    JsonNode modified = published.get(1).detail();
    assertThat(modified.path("old").path("status").asText()).isEqualTo("NEW");
    assertThat(modified.path("new").path("total").asLong()).isEqualTo(1500);
    assertThat(modified.path("changed"))
        .extracting(JsonNode::asText)
        .containsExactly("status", "total");
  }

  @Test
  void reportsTheRecordWhoseEventTheBusRefused() {
    JsonNode report = follow(events -> List.of(events.getLast()));

    assertThat(report.path("batchItemFailures").findValuesAsText("itemIdentifier"))
        .containsExactly("3");
  }

  @Test
  void addsEachChangeToTheHistory() {
    follow(events -> List.of());

    assertThat(added).hasSize(3).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void reportsTheRecordThatTheHistoryDidNotTake() {
    history =
        (change, position) -> {
          if (change instanceof Change.Modified) {
            throw new Outage("the history of an order cannot be written");
          }
        };

    JsonNode report =
        follow(
            events -> {
              published.addAll(events);
              return List.of();
            });

    assertThat(report.path("batchItemFailures").findValuesAsText("itemIdentifier"))
        .containsExactly("2");
    assertThat(published).extracting(Event::type).containsExactly("OrderCreated", "OrderDeleted");
  }

  @Test
  void saysNothingOfAChangeThatConcernsNobody() {
    ObjectNode order = Json.object().put("orderId", "o");

    ObjectNode marked = order.deepCopy().put("requestFingerprint", "f");

    assertThat(TableUpdate.events(new Change.Modified(order, marked))).isEmpty();
  }

  private JsonNode follow(Events bus) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TableUpdate(new Settings(Map.of()), bus, history)
        .handleRequest(
            TableUpdateTest.class.getResourceAsStream("/stream.json"),
            out,
            LambdaContext.named("TableUpdate"));
    return Json.parse(out.toString(StandardCharsets.UTF_8));
  }
}
