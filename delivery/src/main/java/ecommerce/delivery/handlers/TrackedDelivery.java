package ecommerce.delivery.handlers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.delivery.model.Milestone;
import ecommerce.delivery.model.TrackingNumber;
import ecommerce.edge.Change;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Which milestone a change of a delivery is; none where its status stays, and where one is removed
 * that had ended. A delivery that is removed before its end has failed.
 */
final class TrackedDelivery {

  private static final int LONGEST_NUMBER = 300;

  private TrackedDelivery() {}

  /**
   * @param when the change happened, where the change itself does not say so more exactly by a new
   *     {@code modifiedDate}
   */
  static Optional<Milestone> milestone(Change change, Instant when) {
    return switch (change) {
      case Change.Created(ObjectNode item) -> turned(item, status(item), when);
      case Change.Modified(ObjectNode before, ObjectNode after) ->
          status(before).equals(status(after))
              ? Optional.empty()
              : turned(after, status(after), time(before, after, when));
      case Change.Deleted(ObjectNode item) ->
          status(item).filter(Milestone.Status::isEnd).isPresent()
              ? Optional.empty()
              : turned(item, Optional.of(Milestone.Status.FAILED), when);
    };
  }

  private static Optional<Milestone> turned(
      ObjectNode item, Optional<Milestone.Status> to, Instant time) {
    String orderId = item.path("orderId").asText();
    return to.map(
        status ->
            new Milestone(
                orderId,
                trackingNumber(item),
                Optional.ofNullable(item.path("address").path("country").textValue()),
                status,
                time.truncatedTo(ChronoUnit.MILLIS)));
  }

  /**
   * The number of a delivery; one that a client wrote without it, or with one that no key of a
   * table holds, has the one of its order.
   */
  static String trackingNumber(ObjectNode item) {
    String known = item.path("trackingNumber").asText();
    return known.isBlank() || known.length() > LONGEST_NUMBER
        ? TrackingNumber.of(item.path("orderId").asText())
        : known;
  }

  private static Optional<Milestone.Status> status(ObjectNode item) {
    return Milestone.Status.ofDelivery(item.path("status").asText());
  }

  private static Instant time(ObjectNode before, ObjectNode after, Instant when) {
    String modified = after.path("modifiedDate").asText();
    if (modified.equals(before.path("modifiedDate").asText())) {
      return when;
    }
    try {
      return Instant.parse(modified);
    } catch (DateTimeException e) {
      return when;
    }
  }
}
