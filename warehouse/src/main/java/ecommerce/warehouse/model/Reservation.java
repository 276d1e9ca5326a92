package ecommerce.warehouse.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is set aside of the stock for an order, until it is packed or withdrawn. It exists for
 * orders with tracked products only.
 *
 * @param version another one after each write; empty where there is no reservation
 * @param reserved how many of each tracked product; never 0
 * @param missing how many of each tracked product the order asks for beyond that, for which there
 *     was no stock; never 0
 */
public record Reservation(
    Optional<String> version, Map<String, Long> reserved, Map<String, Long> missing) {

  /** Nothing is set aside. */
  public static final Reservation NONE = new Reservation(Optional.empty(), Map.of(), Map.of());

  public Reservation {
    reserved = Collections.unmodifiableMap(new LinkedHashMap<>(reserved));
    missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
  }

  /** Whether there is one, be it of nothing. */
  public boolean exists() {
    return version.isPresent();
  }

  /**
   * How many of a tracked product are reserved: never more than the stock knows of, which may have
   * been begun anew since.
   */
  long of(String productId, Map<String, Stock.Level> levels) {
    return Math.clamp(levels.get(productId).reserved(), 0, reserved.getOrDefault(productId, 0L));
  }
}
