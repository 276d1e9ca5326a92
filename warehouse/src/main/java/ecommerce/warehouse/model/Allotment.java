package ecommerce.warehouse.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an order gets of what it asks for: of a tracked product as much as is available and as it
 * has already, of any other all.
 *
 * @param quantities what is to be packed, without products of which there is nothing
 * @param reserved how many of each tracked product are set aside from now on
 * @param missing how many of each tracked product are not to be had
 * @param changes what the stock must give and gets back for it
 * @param tracked whether any product that it asks for is tracked
 */
public record Allotment(
    Map<String, Long> quantities,
    Map<String, Long> reserved,
    Map<String, Long> missing,
    List<StockChange> changes,
    boolean tracked) {

  public Allotment {
    quantities = Collections.unmodifiableMap(new LinkedHashMap<>(quantities));
    reserved = Collections.unmodifiableMap(new LinkedHashMap<>(reserved));
    missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
    changes = List.copyOf(changes);
  }

  /**
   * @param wanted what the order asks for
   * @param has what was reserved for it before
   * @param levels the stock of what is tracked, of the wanted and the reserved
   */
  static Allotment of(Map<String, Long> wanted, Reservation has, Map<String, Stock.Level> levels) {
    Map<String, Long> quantities = new LinkedHashMap<>();
    Map<String, Long> reserved = new LinkedHashMap<>();
    Map<String, Long> missing = new LinkedHashMap<>();
    wanted.forEach(
        (productId, quantity) -> {
          if (!levels.containsKey(productId)) {
            quantities.put(productId, quantity);
            return;
          }
          long most = has.of(productId, levels) + levels.get(productId).available();
          long granted = Math.clamp(most, 0, quantity);
          putIfAny(quantities, productId, granted);
          putIfAny(reserved, productId, granted);
          putIfAny(missing, productId, quantity - granted);
        });
    boolean tracked = wanted.keySet().stream().anyMatch(levels::containsKey);
    return new Allotment(quantities, reserved, missing, changes(has, reserved, levels), tracked);
  }

  private static List<StockChange> changes(
      Reservation has, Map<String, Long> reserved, Map<String, Stock.Level> levels) {
    List<StockChange> changes = new ArrayList<>();
    for (String productId : levels.keySet()) {
      long after = reserved.getOrDefault(productId, 0L);
      StockChange change = StockChange.reserved(productId, has.of(productId, levels), after);
      if (!change.isNone()) {
        changes.add(change);
      }
    }
    return changes;
  }

  /** Whether the order asks for something and gets nothing of it. */
  public boolean isNothing() {
    return quantities.isEmpty() && !missing.isEmpty();
  }

  private static void putIfAny(Map<String, Long> map, String productId, long quantity) {
    if (quantity > 0) {
      map.put(productId, quantity);
    }
  }
}
