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
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangeBatchTest {

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final List<Event> published = new ArrayList<>();
  private final List<StreamPosition> positions = new ArrayList<>();

  @Test
  void letsARecordPassThatNoRetryCanMakeReadableAndCountsIt() {
    JsonNode batch =
        batch(
            inserted("1", "{\"S\": \"a\"}"),
            inserted("2", "{\"B\": \"eA==\"}"),
            inserted("3", "{\"S\": \"c\"}"));

    ObjectNode report = publish(batch, List.of());

    assertThat(published).extracting(Event::resource).containsExactly("a", "c");
    assertThat(report.toString()).isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(logged().path("records").asInt()).isEqualTo(3);
    assertThat(logged().path("failedRecords").asInt()).isZero();
    assertThat(logged().path("RecordUnreadable").asInt()).isEqualTo(1);
    assertThat(logged().path("unreadable").asText()).isEqualTo("2");
    assertThat(logged().path("level").asText()).isEqualTo("ERROR");
    assertThat(logged().path("Created").asInt()).isEqualTo(2);
  }

  @Test
  void letsARecordPassThatIsNoChange() {
    JsonNode batch = batch(Json.object().set("dynamodb", Json.object().put("SequenceNumber", "9")));

    assertThat(publish(batch, List.of()).toString()).isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(logged().path("RecordUnreadable").asInt()).isEqualTo(1);
  }

  @Test
  void reportsARecordWhoseEventCannotBeMadeForNow() {
    JsonNode batch = batch(inserted("1", "{\"S\": \"a\"}"), inserted("2", "{\"S\": \"down\"}"));

    assertThat(publish(batch, List.of()).toString())
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}");
    assertThat(published).extracting(Event::resource).containsExactly("a");
    assertThat(logged().path("RecordUnreadable").isMissingNode()).isTrue();
  }

  @Test
  void holdsUpLaterChangesOfAnItemWhoseEventCannotBeMadeForNow() {
    JsonNode batch =
        batch(
            keyed(inserted("1", "{\"S\": \"down\"}"), "a"),
            keyed(inserted("2", "{\"S\": \"later\"}"), "a"),
            keyed(inserted("3", "{\"S\": \"other\"}"), "b"));

    assertThat(publish(batch, List.of()).toString())
        .isEqualTo(
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"},{\"itemIdentifier\":\"2\"}]}");
    assertThat(published).extracting(Event::resource).containsExactly("other");
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

  @Test
  void tellsWhereInTheStreamEachChangeIs() {
    ObjectNode second = (ObjectNode) inserted("12", "{\"S\": \"a\"}");
    ((ObjectNode) second.get("dynamodb")).put("ApproximateCreationDateTime", 1.7640E9);

    publish(batch(inserted("9", "{\"S\": \"a\"}"), second), List.of());

    assertThat(positions)
        .containsExactly(
            new StreamPosition("9", Optional.empty()),
            new StreamPosition("12", Optional.of(Instant.ofEpochSecond(1_764_000_000))));
    assertThat(positions.get(0).sequenceNumber())
        .hasSize(40)
        .isLessThan(positions.get(1).sequenceNumber());
  }

  @Test
  void countsAChangeOnlyOnceItWasTold() {
    publish(batch(inserted("1", "{\"S\": \"a\"}"), inserted("2", "{\"S\": \"b\"}")), List.of("b"));

    assertThat(logged().path("Counted").asLong()).isEqualTo(1);
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
              (change, position) -> {
                positions.add(position);
                ObjectNode item = ((Change.Created) change).item();
                if (item.path("id").asText().equals("down")) {
                  throw new Outage("the table does not answer");
                }
                return List.of(new Event("s", "Created", item.path("id").asText(), item));
              },
              bus,
              (change, counting) -> counting.count("Counted"),
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

  private static JsonNode keyed(JsonNode streamRecord, String key) {
    ObjectNode data = (ObjectNode) streamRecord.get("dynamodb");
    data.putObject("Keys").putObject("id").put("S", key);
    return streamRecord;
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
