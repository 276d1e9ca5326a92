package ecommerce.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import ecommerce.local.template.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** The events that a service's {@code resources/events.yaml} documents, by detail-type. */
final class EventCatalogue {

  /**
   * @param planned promised, but nothing emits it yet ({@code x-planned: true})
   */
  record Documented(
      String type, List<String> sources, JsonNode schema, boolean planned, Position place) {}

  private final YamlFile file;
  private final SequencedMap<String, Documented> events = new LinkedHashMap<>();

  private EventCatalogue(YamlFile file) {
    this.file = file;
    file.at("components", "schemas")
        .properties()
        .forEach(
            entry -> {
              JsonNode schema = entry.getValue();
              JsonNode properties = schema.path("properties");
              for (String type : values(properties.path("detail-type"))) {
                events.put(
                    type,
                    new Documented(
                        type,
                        values(properties.path("source")),
                        schema,
                        schema.path("x-planned").asBoolean(),
                        file.position("components", "schemas", entry.getKey())));
              }
            });
  }

  /** Empty where the service has no such file. */
  static Optional<EventCatalogue> of(ServiceFolder service) {
    return service.events().map(EventCatalogue::new);
  }

  private static List<String> values(JsonNode schema) {
    return schema.has("const")
        ? List.of(schema.get("const").asText())
        : StackResource.texts(schema.path("enum"));
  }

  Position place() {
    return new Position(file.file(), 1);
  }

  SequencedMap<String, Documented> events() {
    return events;
  }

  Optional<Documented> event(String type) {
    return Optional.ofNullable(events.get(type));
  }

  /** A schema with its {@code $ref} followed; missing where that leads nowhere. */
  JsonNode followed(JsonNode schema) {
    JsonNode now = schema;
    for (int i = 0; i < 20 && now.has("$ref"); i++) {
      String reference = now.get("$ref").asText();
      now =
          reference.startsWith("#/")
              ? file.tree().at(reference.substring(1))
              : MissingNode.getInstance();
    }
    return now;
  }

  /** The schema of what is at this path of an event; items of lists are looked through. */
  JsonNode at(JsonNode schema, List<String> path) {
    JsonNode now = followed(schema);
    for (String step : path) {
      now = followed(items(now).path("properties").path(step));
    }
    return now;
  }

  private JsonNode items(JsonNode schema) {
    return schema.path("type").asText().equals("array") ? followed(schema.path("items")) : schema;
  }

  /** What is wrong with the event that {@link SampleEvents} makes; empty where nothing is. */
  String sampleProblems(Documented event) {
    return problems(event, new SampleEvents(this).of(event));
  }

  /** What is wrong with an event by a schema of this file; empty where nothing is. */
  String problems(Documented event, JsonNode value) {
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    whole.set("components", file.at("components"));
    whole.putArray("allOf").add(event.schema());
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(whole)
        .validate(value)
        .stream()
        .map(Object::toString)
        .sorted()
        .collect(Collectors.joining("; "));
  }
}
