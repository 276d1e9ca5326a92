package ecommerce.cli.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.cli.shop.GraphQl;
import ecommerce.cli.shop.Person;
import ecommerce.cli.shop.Shop;
import java.time.Duration;

/** The delivery of an order, as its customer follows it and as the delivery people scan it. */
final class Parcel {

  private final Shop shop;
  private final Narrator narrator;
  private final Duration pause;

  Parcel(Shop shop, Narrator narrator, Duration pause) {
    this.shop = shop;
    this.narrator = narrator;
    this.pause = pause;
  }

  /** Waits until the customer sees that it has come to this, and tells what he sees. */
  void reaches(String orderId, String status) {
    narrator.eventually(
        "tracking status " + status,
        pause,
        () -> tracking(orderId).path("status").asText().equals(status));
    JsonNode tracking = tracking(orderId);
    JsonNode last = tracking.at("/events/0");
    String place = last.path("place").isTextual() ? " in " + last.path("place").asText() : "";
    narrator.tell(
        "customer",
        "follows "
            + tracking.path("trackingNumber").asText()
            + ": "
            + status
            + place
            + ", expected on "
            + tracking.path("estimatedDelivery").asText());
  }

  void isOutForDelivery(String orderId, String place) {
    ObjectNode variables = GraphQl.variables();
    variables
        .putObject("input")
        .put("trackingNumber", tracking(orderId).path("trackingNumber").asText())
        .put("status", "OUT_FOR_DELIVERY")
        .put("place", place);
    shop.as(Person.DELIVERY)
        .ask(
            "addTrackingEvent",
            "mutation ($input: TrackingEventInput!) { addTrackingEvent(input: $input) { success }"
                + " }",
            variables);
    narrator.tell("delivery", "scans it in " + place);
  }

  private JsonNode tracking(String orderId) {
    return shop.as(Person.CUSTOMER)
        .ask(
            "trackOrder",
            "query ($orderId: ID!) { trackOrder(orderId: $orderId) { trackingNumber status"
                + " estimatedDelivery events { place } } }",
            GraphQl.variables().put("orderId", orderId));
  }
}
