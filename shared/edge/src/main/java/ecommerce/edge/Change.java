package ecommerce.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** One change of one item of a table, as its stream tells it, in plain JSON. */
public sealed interface Change {

  record Created(ObjectNode item) implements Change {}

  record Modified(ObjectNode before, ObjectNode after) implements Change {

    /** The names of the top-level fields that differ, sorted. */
    public List<String> changed() {
      TreeSet<String> names = new TreeSet<>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      return names.stream()
          .filter(name -> !Objects.equals(before.get(name), after.get(name)))
          .toList();
    }

    /**
     * The detail of a {@code {Thing}Modified}: {@code old}, {@code new}, {@code changed}
     * (contracts.md, "Events").
     */
    public ObjectNode detail() {
      ObjectNode detail = Json.object();
      detail.set("old", before);
      detail.set("new", after);
      changed().forEach(detail.putArray("changed")::add);
      return detail;
    }
  }

  record Deleted(ObjectNode item) implements Change {}

  /**
   * @param streamRecord a record of a stream with new and old images
   */
  static Change of(JsonNode streamRecord) {
    JsonNode data = streamRecord.path("dynamodb");
    return switch (streamRecord.path("eventName").asText()) {
      case "INSERT" -> new Created(DynamoJson.fromImage(data.path("NewImage")));
      case "MODIFY" ->
          new Modified(
              DynamoJson.fromImage(data.path("OldImage")),
              DynamoJson.fromImage(data.path("NewImage")));
      case "REMOVE" -> new Deleted(DynamoJson.fromImage(data.path("OldImage")));
      default -> throw new InvalidInput("eventName is not INSERT, MODIFY or REMOVE");
    };
  }
}
