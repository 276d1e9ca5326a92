package ecommerce.products.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Change;
import ecommerce.edge.Event;
import ecommerce.edge.Events;
import ecommerce.edge.Json;
import ecommerce.edge.Outage;
import ecommerce.edge.Settings;
import ecommerce.testing.Invocation;
import ecommerce.testing.LambdaContext;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableUpdateTest {

  private final List<Event> published = new ArrayList<>();
  private final List<String> refreshed = new ArrayList<>();

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
        .containsExactly("ProductCreated", "ProductModified", "ProductDeleted");
    assertThat(published)
        .allSatisfy(
            event -> {
              assertThat(event.source()).isEqualTo("ecommerce.products");
              assertThat(event.resource()).isEqualTo("desk");
            });
    assertThat(published.getFirst().detail())
        .hasToString("{\"productId\":\"desk\",\"price\":1000,\"tags\":[\"wood\"]}");
    JsonNode modified = published.get(1).detail();
    assertThat(modified.path("old").path("price").asLong()).isEqualTo(1000);
    assertThat(modified.path("new").path("price").asLong()).isEqualTo(900);
    assertThat(modified.path("changed"))
        .extracting(JsonNode::asText)
        .containsExactly("name", "price");
    assertThat(published.getLast().detail().path("price").asLong()).isEqualTo(900);
  }

  @Test
  void refreshesTheSearchWhereSomethingElseCanBeSearchedFor() {
    follow(events -> List.of());
    assertThat(refreshed).containsExactly("desk", "desk", "desk");

    refreshed.clear();
    Invocation.of(tableUpdate(events -> List.of()), modified("'price':{'N':'5'}"));
    assertThat(refreshed).isEmpty();

    Invocation.of(tableUpdate(events -> List.of()), modified("'tags':{'L':[{'S':'new'}]}"));
    assertThat(refreshed).containsExactly("desk");
  }

  @Test
  void aProductThatCannotBeIndexedIsToldLater() {
    TableUpdate withoutIndex =
        new TableUpdate(
            new Settings(Map.of()),
            id -> {
              throw new Outage("the index is away");
            },
            events -> {
              published.addAll(events);
              return List.of();
            });

    JsonNode report = Invocation.of(withoutIndex, modified("'name':{'S':'Table'}"));

    assertThat(report.path("batchItemFailures").findValuesAsText("itemIdentifier"))
        .containsExactly("7");
    assertThat(published).isEmpty();
  }

  private static String modified(String attribute) {
    return "{'Records':[{'eventName':'MODIFY','dynamodb':{'SequenceNumber':'7',"
        + "'OldImage':{'productId':{'S':'desk'}},'NewImage':{'productId':{'S':'desk'},"
        + attribute
        + "}}}]}";
  }

  private TableUpdate tableUpdate(Events bus) {
    return new TableUpdate(new Settings(Map.of()), refreshed::add, bus);
  }

  @Test
  void reportsTheRecordWhoseEventTheBusRefused() {
    JsonNode report = follow(events -> List.of(events.get(1)));

    assertThat(report.path("batchItemFailures").findValuesAsText("itemIdentifier"))
        .containsExactly("2");
  }

  @Test
  void saysNothingOfAChangeThatChangesNothing() {
    ObjectNode same = Json.object().put("productId", "desk");

    assertThat(TableUpdate.events(new Change.Modified(same, same.deepCopy()))).isEmpty();
  }

  private JsonNode follow(Events bus) {
    InputStream stream = TableUpdateTest.class.getResourceAsStream("/stream.json");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    tableUpdate(bus).handleRequest(stream, out, LambdaContext.named("TableUpdate"));
    return Json.parse(out.toString(StandardCharsets.UTF_8));
  }
}
