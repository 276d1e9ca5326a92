package ecommerce.warehouse.model;

import ecommerce.warehouse.model.PackagingRequest.Header;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Packaging requests, with reservations and stock, in memory. */
public final class MemoryRequests implements PackagingRequests, Stock, StockRoom {

  private final Map<String, PackagingRequest> requests = new HashMap<>();
  private final Set<String> withdrawn = new HashSet<>();
  private final Map<String, Count> stock = new HashMap<>();
  private final Map<String, Map<String, Long>> moved = new HashMap<>();
  private int versions;

  @Override
  public synchronized PackagingRequest find(String orderId) {
    return requests.getOrDefault(
        orderId, new PackagingRequest(orderId, Optional.empty(), Map.of()));
  }

  /** Puts a request past the service, as a client does. */
  public synchronized void put(PackagingRequest request) {
    PackagingRequest known = find(request.orderId());
    requests.put(
        request.orderId(),
        new PackagingRequest(
            request.orderId(), request.header(), request.quantities(), known.reservation()));
  }

  @Override
  public synchronized Written make(PackagingRequest seen, Allotment allotment, String date) {
    if (find(seen.orderId()).equals(seen) && withdrawn.contains(seen.orderId())) {
      return Written.WITHDRAWN;
    }
    Header header = new Header(allotment.isNothing() ? "COMPLETED" : "NEW", Optional.of(date));
    return write(
        seen, Optional.of(header), allotment.quantities(), kept(allotment), allotment.changes());
  }

  @Override
  public synchronized Written update(PackagingRequest seen, Allotment allotment, String date) {
    Header header = seen.header().orElseThrow();
    if (allotment.isNothing()) {
      header = new Header("COMPLETED", Optional.of(date));
    } else if (!allotment.quantities().isEmpty()) {
      header = new Header(header.status(), Optional.of(date));
    }
    return write(
        seen, Optional.of(header), allotment.quantities(), kept(allotment), allotment.changes());
  }

  @Override
  public synchronized Written withdraw(PackagingRequest seen, List<StockChange> releases) {
    Written written = write(seen, Optional.empty(), Map.of(), Reservation.NONE, releases);
    if (written == Written.DONE) {
      withdrawn.add(seen.orderId());
    }
    return written;
  }

  @Override
  public synchronized Written settle(PackagingRequest seen, List<StockChange> changes) {
    return write(seen, seen.header(), seen.quantities(), Reservation.NONE, changes);
  }

  private Reservation kept(Allotment allotment) {
    return allotment.tracked()
        ? new Reservation(Optional.of("v" + ++versions), allotment.reserved(), allotment.missing())
        : Reservation.NONE;
  }

  private Written write(
      PackagingRequest seen,
      Optional<Header> header,
      Map<String, Long> quantities,
      Reservation reservation,
      List<StockChange> changes) {
    boolean unchanged = find(seen.orderId()).equals(seen);
    if (!unchanged || !changes.stream().allMatch(this::suffices)) {
      return Written.CHANGED_MEANWHILE;
    }
    changes.forEach(this::apply);
    requests.put(
        seen.orderId(), new PackagingRequest(seen.orderId(), header, quantities, reservation));
    return Written.DONE;
  }

  private boolean suffices(StockChange change) {
    Count count = stock.get(change.productId());
    return count != null
        && count.onHand() - count.reserved() >= change.reserve()
        && count.reserved() >= change.release() + change.ship();
  }

  private void apply(StockChange change) {
    stock.computeIfPresent(
        change.productId(),
        (id, count) ->
            new Count(
                count.onHand() - change.ship(),
                count.reserved() + change.reserve() - change.release() - change.ship()));
    move(change.productId(), "RESERVED", change.reserve());
    move(change.productId(), "RELEASED", change.release());
    move(change.productId(), "SHIPPED", change.ship());
  }

  private void move(String productId, String kind, long quantity) {
    if (quantity > 0) {
      moved.computeIfAbsent(productId, any -> new TreeMap<>()).merge(kind, quantity, Long::sum);
    }
  }

  @Override
  public synchronized Map<String, Level> levels(Set<String> productIds) {
    Map<String, Level> levels = new HashMap<>();
    for (String id : productIds) {
      Count count = stock.get(id);
      if (count != null) {
        levels.put(id, new Level(count.onHand() - count.reserved(), count.reserved()));
      }
    }
    return levels;
  }

  @Override
  public synchronized void receive(String productId, long quantity) {
    stock.merge(
        productId,
        new Count(quantity, 0),
        (known, more) -> new Count(known.onHand() + quantity, known.reserved()));
  }

  @Override
  public synchronized void forget(String productId) {
    stock.remove(productId);
  }

  @Override
  public synchronized Optional<Count> count(String productId) {
    return Optional.ofNullable(stock.get(productId));
  }

  @Override
  public synchronized Map<String, Long> moved(String productId) {
    return new TreeMap<>(moved.getOrDefault(productId, Map.of()));
  }
}
