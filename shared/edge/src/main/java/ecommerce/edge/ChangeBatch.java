package ecommerce.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A batch of stream records. A record whose events cannot be made or published for now is reported
 * as failed, to be tried again for as long as the stream keeps it, and so are later ones of the
 * same item: an item's events keep their order. One that no retry can make readable would hold up
 * its shard all that time: it is let pass, counted ({@code RecordUnreadable}) and logged with its
 * number; what it told is in the table.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">partial
 *     batch responses</a>
 */
final class ChangeBatch {

  private final JsonNode records;

  ChangeBatch(JsonNode event) {
    this.records = event.path("Records");
  }

  /** The partial batch response, empty of failures where all went well. */
  ObjectNode publish(
      StreamEvents streamEvents, Events bus, ChangeMetrics counted, InvocationLog log) {
    Set<String> failed = new LinkedHashSet<>();
    Set<JsonNode> heldUp = new HashSet<>();
    Map<Event, String> sequenceNumbers = new IdentityHashMap<>();
    List<Event> events = new ArrayList<>();
    Map<String, Change> told = new LinkedHashMap<>();
    for (JsonNode streamRecord : records) {
      String sequenceNumber = streamRecord.path("dynamodb").path("SequenceNumber").asText();
      JsonNode key = streamRecord.path("dynamodb").path("Keys");
      if (heldUp.contains(key)) { // what happened to the item before is not told yet
        failed.add(sequenceNumber);
        continue;
      }
      Instant start = Instant.now();
      try {
        Change change = Change.of(streamRecord);
        for (Event event : traced(change, start, streamEvents, streamRecord, log)) {
          events.add(event);
          sequenceNumbers.put(event, sequenceNumber);
        }
        told.put(sequenceNumber, change);
      } catch (InvalidInput | IllegalArgumentException | ArithmeticException e) {
        log.failed(e).count("RecordUnreadable").put("unreadable", sequenceNumber);
      } catch (RuntimeException e) {
        log.failed(e);
        failed.add(sequenceNumber);
        if (key.isObject()) {
          heldUp.add(key);
        }
      }
    }
    Set<Event> rejected = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
    rejected.addAll(bus.publish(events));
    rejected.forEach(event -> failed.add(sequenceNumbers.get(event)));
    events.stream()
        .filter(event -> !rejected.contains(event))
        .forEach(event -> log.count(event.type()));
    told.keySet().removeAll(failed);
    told.values().forEach(change -> counted.count(change, log));
    log.put("records", records.size()).put("failedRecords", failed.size());
    return report(failed);
  }

  /** The events of a change; its trace is found by the order that it is about. */
  private static List<Event> traced(
      Change change,
      Instant start,
      StreamEvents streamEvents,
      JsonNode streamRecord,
      InvocationLog log) {
    boolean failed = true;
    try {
      List<Event> events = streamEvents.of(change, StreamPosition.of(streamRecord));
      failed = false;
      return events;
    } finally {
      boolean ended = failed;
      Orders.of(change)
          .ifPresent(id -> log.order(id, change.getClass().getSimpleName(), start, ended));
    }
  }

  private static ObjectNode report(Set<String> failed) {
    ObjectNode report = Json.object();
    ArrayNode failures = report.putArray("batchItemFailures");
    failed.forEach(number -> failures.addObject().put("itemIdentifier", number));
    return report;
  }
}
