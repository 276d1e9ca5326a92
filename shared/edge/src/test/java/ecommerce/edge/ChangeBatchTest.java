package ecommerce.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeBatchTest {

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final List<Event> published = new ArrayList<>();

  @Test
  void publishesTheGoodRecordsOfABatchWithABadOneAndReportsTheBadOne() {
    JsonNode batch =
        batch(
            inserted("1", "{\"S\": \"a\"}"),
            inserted("2", "{\"B\": \"eA==\"}"),
            inserted("3", "{\"S\": \"c\"}"));

    ObjectNode report = publish(batch, List.of());

    assertThat(published).extracting(Event::resource).containsExactly("a", "c");
    assertThat(report.toString()).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}");
    assertThat(logged().path("records").asInt()).isEqualTo(3);
    assertThat(logged().path("failedRecords").asInt()).isEqualTo(1);
    assertThat(logged().path("Created").asInt()).isEqualTo(2);
  }

  @Test
  void reportsARecordThatIsNoChange() {
    JsonNode batch = batch(Json.object().set("dynamodb", Json.object().put("SequenceNumber", "9")));

    assertThat(publish(batch, List.of()).toString())
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"9\"}]}");
  }

  @Test
  void reportsARecordWhoseEventTheBusRefused() {
    JsonNode batch = batch(inserted("1", "{\"S\": \"a\"}"), inserted("2", "{\"S\": \"b\"}"));

    assertThat(publish(batch, List.of("b")).toString())
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}");
    assertThat(logged().path("Created").asInt()).isEqualTo(1);
  }

  @Test
  void reportsNothingWhereAllWentWell() {
    assertThat(publish(batch(inserted("1", "{\"S\": \"a\"}")), List.of()).toString())
        .isEqualTo("{\"batchItemFailures\":[]}");
  }

  private ObjectNode publish(JsonNode batch, List<String> refused) {
    Events bus =
        events -> {
          published.addAll(events);
          return events.stream().filter(event -> refused.contains(event.resource())).toList();
        };
    PrintStream out = new PrintStream(line, true, StandardCharsets.UTF_8);
    try (InvocationLog log =
        new InvocationLog(
            out, () -> Instant.EPOCH, new Settings(Map.of()), LambdaContext.named("f"))) {
      return new ChangeBatch(batch)
          .publish(
              (change, when) -> {
                ObjectNode item = ((Change.Created) change).item();
                return List.of(new Event("s", "Created", item.path("id").asText(), item));
              },
              bus,
              log);
    }
  }

  private JsonNode logged() {
    return Json.parse(line.toString(StandardCharsets.UTF_8));
  }

  private static JsonNode batch(JsonNode... records) {
    ObjectNode event = Json.object();
    ArrayNode list = event.putArray("Records");
    List.of(records).forEach(list::add);
    return event;
  }

  private static JsonNode inserted(String sequenceNumber, String id) {
    return Json.parse(
        "{\"eventName\": \"INSERT\", \"dynamodb\": {\"SequenceNumber\": \""
            + sequenceNumber
            + "\", \"NewImage\": {\"id\": "
            + id
            + "}}}");
  }
}
