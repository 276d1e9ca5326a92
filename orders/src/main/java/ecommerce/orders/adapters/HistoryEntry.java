package ecommerce.orders.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Change;
import ecommerce.edge.Json;
import ecommerce.edge.StreamPosition;
import ecommerce.orders.model.OrderStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One entry of an order's history: {@code orderId}, {@code entryId} (sorts as the changes
 * happened), {@code status}, {@code date}, {@code total}, and {@code products} where they changed.
 * Holds neither user, address nor payment token.
 */
record HistoryEntry(ObjectNode item) {

  private static final List<String> TOLD = List.of("status", "total", "products");

  /** What a change says; empty for one that changes none of what is told, or removes the order. */
  static Optional<HistoryEntry> of(Change change, StreamPosition position) {
    return switch (change) {
      case Change.Created(ObjectNode order) -> Optional.of(entry(Json.object(), order, position));
      case Change.Modified modified when modified.changed().stream().anyMatch(TOLD::contains) ->
          Optional.of(entry(modified.before(), modified.after(), position));
      case Change.Modified(ObjectNode before, ObjectNode after) -> Optional.empty();
      case Change.Deleted(ObjectNode order) -> Optional.empty();
    };
  }

  private static HistoryEntry entry(ObjectNode before, ObjectNode after, StreamPosition position) {
    ObjectNode item =
        Json.object()
            .put("orderId", after.path("orderId").asText())
            .put("entryId", position.sequenceNumber())
            .put("status", after.path("status").asText(OrderStatus.NEW.name()));
    date(before, after, position).ifPresent(date -> item.put("date", date));
    if (after.path("total").isNumber()) {
      item.set("total", after.get("total"));
    }
    JsonNode products = after.path("products");
    if (products.isArray() && !products.equals(before.get("products"))) {
      item.set("products", products);
    }
    return new HistoryEntry(item);
  }

  /** The order's own date of this change; the stream's where who changed it gave none. */
  private static Optional<String> date(
      ObjectNode before, ObjectNode after, StreamPosition position) {
    JsonNode modified = after.path("modifiedDate");
    return modified.isTextual() && !modified.equals(before.get("modifiedDate"))
        ? Optional.of(modified.textValue())
        : position.time().map(Instant::toString);
  }
}
