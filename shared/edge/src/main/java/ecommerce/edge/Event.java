package ecommerce.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An event on the platform's bus: who says it, what happened, to which thing, with which detail
 * (contracts.md, "Events").
 *
 * @param source {@code ecommerce.{service}}
 * @param type the detail-type, e.g. {@code OrderCreated}
 * @param resource the id of the thing that it is about; events of one resource keep their order
 */
public record Event(String source, String type, String resource, ObjectNode detail) {

  /** An event as EventBridge delivers it to a function. */
  public static Event delivered(JsonNode event) {
    Fields fields = Fields.of(event);
    JsonNode resources = event.path("resources");
    return new Event(
        fields.text("source"),
        fields.text("detail-type"),
        resources.isEmpty() ? "" : resources.get(0).asText(),
        fields.object("detail").json());
  }

  /** The fields of the detail; what is missing is an {@link InvalidInput} by name. */
  public Fields fields() {
    return Fields.of(detail);
  }
}
