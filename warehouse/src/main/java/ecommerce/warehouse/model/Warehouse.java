package ecommerce.warehouse.model;

import ecommerce.warehouse.model.PackagingRequests.Written;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Keeps the packaging requests in step with the orders, while they are NEW, and reserves for them
 * what is tracked in the stock. Events may come twice and in any order: a request that somebody
 * works on, an older version of an order, and an order that was withdrawn change nothing.
 */
public final class Warehouse {

  private final PackagingRequests requests;
  private final Stock stock;
  private final Contention contention;
  private final InstantSource clock;

  public Warehouse(
      PackagingRequests requests, Stock stock, Contention contention, InstantSource clock) {
    this.requests = requests;
    this.stock = stock;
    this.contention = contention;
    this.clock = clock;
  }

  /** An order was made: a NEW request, unless there is one. Returns whether something changed. */
  public boolean ordered(Order order) {
    return untilWritten(
        order.orderId(), seen -> seen.header().isPresent() ? Written.NOTHING : make(seen, order));
  }

  /**
   * The products of an order changed. One never seen is taken as new. Returns whether something
   * changed.
   */
  public boolean changed(Order order) {
    return untilWritten(
        order.orderId(),
        seen -> {
          if (seen.header().isEmpty()) {
            return order.mayBePacked() ? make(seen, order) : Written.NOTHING;
          }
          boolean stale = !seen.isNew() || order.isOlderThan(seen.header().get().modifiedDate());
          return stale || isKnown(order, seen)
              ? Written.NOTHING
              : requests.update(seen, allotment(seen, order), date(order));
        });
  }

  /**
   * There is nothing to pack any more. Returns whether the request, if there is one, was still to
   * be begun.
   */
  public boolean withdrawn(String orderId) {
    return untilWritten(
        orderId,
        seen ->
            seen.header().isEmpty() || seen.isNew()
                ? requests.withdraw(seen, Settlement.changes(seen, stock, Map.of()))
                : Written.NOTHING);
  }

  private Written make(PackagingRequest seen, Order order) {
    return requests.make(seen, allotment(seen, order), date(order));
  }

  /**
   * Whether this very change was taken before. Where something is reserved, what was missing then
   * is not asked for again.
   */
  private static boolean isKnown(Order order, PackagingRequest seen) {
    boolean sameVersion =
        order.modifiedDate().isEmpty()
            || seen.reservation().exists()
                && !order.isNewerThan(seen.header().orElseThrow().modifiedDate());
    return sameVersion && order.quantities().equals(seen.wanted());
  }

  private Allotment allotment(PackagingRequest seen, Order order) {
    Set<String> products = new HashSet<>(order.quantities().keySet());
    products.addAll(seen.reservation().reserved().keySet());
    return Allotment.of(order.quantities(), seen.reservation(), stock.levels(products));
  }

  private String date(Order order) {
    return order
        .modifiedDate()
        .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
  }

  private boolean untilWritten(String orderId, Function<PackagingRequest, Written> decision) {
    return contention.untilWritten(
            "the packaging request", () -> decision.apply(requests.find(orderId)))
        == Written.DONE;
  }
}
