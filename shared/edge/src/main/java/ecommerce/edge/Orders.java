package ecommerce.edge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Which order something is about, by the field {@code orderId} that all services call it by. */
final class Orders {

  private static final String FIELD = "orderId";

  private Orders() {}

  /** Of an event: in its detail, or in the {@code new} state of a modified thing. */
  static Optional<String> of(Event event) {
    return named(event.detail()).or(() -> named(event.detail().path("new")));
  }

  static Optional<String> of(Change change) {
    return named(
        switch (change) {
          case Change.Created created -> created.item();
          case Change.Modified modified -> modified.after();
          case Change.Deleted deleted -> deleted.item();
        });
  }

  static Optional<String> named(JsonNode thing) {
    return Optional.of(thing.path(FIELD))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .filter(id -> !id.isEmpty());
  }
}
