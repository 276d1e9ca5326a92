package ecommerce.warehouse.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the warehouse needs to know of an order.
 *
 * @param modifiedDate when the order was last changed, where the event says so: tells an older
 *     version from a newer
 * @param status its status, where the event says so
 * @param quantities how many of each product; products that come twice are one with the sum
 */
public record Order(
    String orderId,
    Optional<String> modifiedDate,
    Optional<String> status,
    Map<String, Long> quantities) {

  public Order {
    quantities = Collections.unmodifiableMap(new LinkedHashMap<>(quantities));
  }

  /** Whether there may be something to pack: nothing is begun for an order that is further on. */
  boolean mayBePacked() {
    return status.isEmpty() || status.get().equals("NEW");
  }

  /** Whether it is older than what is known; false where the dates cannot be compared. */
  boolean isOlderThan(Optional<String> known) {
    return modifiedDate
        .flatMap(IsoDate::instant)
        .flatMap(mine -> known.flatMap(IsoDate::instant).map(mine::isBefore))
        .orElse(false);
  }

  /** Whether it is newer than what is known; false where the dates cannot be compared. */
  boolean isNewerThan(Optional<String> known) {
    return modifiedDate
        .flatMap(IsoDate::instant)
        .flatMap(mine -> known.flatMap(IsoDate::instant).map(mine::isAfter))
        .orElse(false);
  }
}
