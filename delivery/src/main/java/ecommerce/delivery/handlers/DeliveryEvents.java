package ecommerce.delivery.handlers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Change;
import ecommerce.edge.Event;
import ecommerce.edge.Json;
import ecommerce.edge.TableEvents;
import java.util.List;
import java.util.Set;

/**
 * Which events follow a change of a delivery (contracts.md, "Tables"). What counts is the status
 * that it turns to, also where it is written with that status at once or skips one: a delivery that
 * is COMPLETED is a DeliveryCompleted. One that is made NEW is a DeliveryRequested: work for the
 * delivery people, and without an address.
 */
final class DeliveryEvents implements TableEvents {

  private static final Set<String> ENDS = Set.of("COMPLETED", "FAILED");

  @Override
  public List<Event> of(Change change) {
    return switch (change) {
      case Change.Created(ObjectNode item) when status(item).equals("NEW") ->
          List.of(event("DeliveryRequested", item));
      case Change.Created(ObjectNode item) -> turned(item);
      case Change.Modified(ObjectNode before, ObjectNode after) ->
          status(before).equals(status(after)) ? List.of() : turned(after);
      case Change.Deleted(ObjectNode item) ->
          ENDS.contains(status(item)) ? List.of() : List.of(event("DeliveryFailed", item));
    };
  }

  private static List<Event> turned(ObjectNode item) {
    return switch (status(item)) {
      case "IN_PROGRESS" -> List.of(event("DeliveryStarted", item));
      case "COMPLETED" -> List.of(event("DeliveryCompleted", item));
      case "FAILED" -> List.of(event("DeliveryFailed", item));
      default -> List.of();
    };
  }

  private static String status(ObjectNode item) {
    return item.path("status").asText();
  }

  private static Event event(String type, ObjectNode item) {
    String orderId = item.path("orderId").asText();
    ObjectNode detail = Json.object().put("orderId", orderId);
    if (item.path("address").isObject() && !type.equals("DeliveryRequested")) {
      detail.set("address", item.path("address"));
    }
    detail.put("trackingNumber", TrackedDelivery.trackingNumber(item));
    return new Event("ecommerce.delivery", type, orderId, detail);
  }
}
