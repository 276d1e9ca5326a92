package ecommerce.orders.model;

import java.util.Optional;

/**
 * What has to happen next for an order to go on.
 *
 * @param service who is to say it
 * @param event how it is said: the detail-type of the event
 * @param words the same for people
 */
public record Awaited(String service, String event, String words) {

  /** What an order in this status waits for; empty at an end. */
  public static Optional<Awaited> in(OrderStatus status) {
    return switch (status) {
      case NEW ->
          Optional.of(
              new Awaited(
                  "warehouse",
                  "PackageCreated",
                  "the warehouse has not said what is in the package"));
      case PACKAGED ->
          Optional.of(
              new Awaited("delivery", "DeliveryStarted", "delivery has not picked the package up"));
      case IN_DELIVERY ->
          Optional.of(
              new Awaited(
                  "delivery", "DeliveryCompleted", "delivery has not said how the delivery ended"));
      case FULFILLED, PACKAGING_FAILED, DELIVERY_FAILED, CANCELLED, REFUNDED -> Optional.empty();
    };
  }
}
