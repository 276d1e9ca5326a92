package ecommerce.warehouse.model;

import ecommerce.warehouse.model.PackagingRequests.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ends the reservations of orders, each once, however often it is asked: what is in a package
 * leaves the stock as far as it was reserved, the rest of the reservation is released. What was
 * never reserved (products that were not tracked then, requests that a client wrote) changes no
 * stock.
 */
public final class Settlement {

  private final PackagingRequests requests;
  private final Stock stock;
  private final Contention contention;

  public Settlement(PackagingRequests requests, Stock stock, Contention contention) {
    this.requests = requests;
    this.stock = stock;
    this.contention = contention;
  }

  /** A request turned COMPLETED. Returns it as it was settled: with what is in the package. */
  public PackagingRequest completed(String orderId) {
    AtomicReference<PackagingRequest> settled = new AtomicReference<>();
    contention.untilWritten(
        "the reservation",
        () -> {
          PackagingRequest seen = requests.find(orderId);
          settled.set(seen);
          return seen.isOpen() ? Written.NOTHING : settle(seen, seen.quantities());
        });
    return settled.get();
  }

  /** A request was removed before it was COMPLETED: all is released, unless it was made anew. */
  public void removed(String orderId) {
    contention.untilWritten(
        "the reservation",
        () -> {
          PackagingRequest seen = requests.find(orderId);
          return seen.header().isPresent() ? Written.NOTHING : settle(seen, Map.of());
        });
  }

  /**
   * Somebody waits for what became of a request: what was not settled when it turned COMPLETED or
   * was removed, because that was never heard of, is settled now. Returns it as it is.
   */
  public PackagingRequest awaited(String orderId) {
    AtomicReference<PackagingRequest> settled = new AtomicReference<>();
    contention.untilWritten(
        "the reservation",
        () -> {
          PackagingRequest seen = requests.find(orderId);
          settled.set(seen);
          if (seen.isOpen()) {
            return Written.NOTHING;
          }
          return settle(seen, seen.isCompleted() ? seen.quantities() : Map.of());
        });
    return settled.get();
  }

  private Written settle(PackagingRequest seen, Map<String, Long> packed) {
    return seen.reservation().exists()
        ? requests.settle(seen, changes(seen, stock, packed))
        : Written.NOTHING;
  }

  /** What becomes of what is reserved; products that are not tracked any more are left out. */
  static List<StockChange> changes(PackagingRequest seen, Stock stock, Map<String, Long> packed) {
    Reservation reservation = seen.reservation();
    Map<String, Stock.Level> levels = stock.levels(reservation.reserved().keySet());
    List<StockChange> changes = new ArrayList<>();
    for (String productId : levels.keySet()) {
      StockChange change =
          StockChange.settled(productId, reservation.of(productId, levels), packed);
      if (!change.isNone()) {
        changes.add(change);
      }
    }
    return changes;
  }
}
