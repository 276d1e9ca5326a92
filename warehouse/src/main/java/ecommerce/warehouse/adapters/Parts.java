package ecommerce.warehouse.adapters;

import ecommerce.warehouse.model.Allotment;
import ecommerce.warehouse.model.PackagingRequest;
import ecommerce.warehouse.model.PackagingRequests.Written;
import ecommerce.warehouse.model.StockChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * One write of all that belongs to an order, in as many transactions as its items need. What
 * concerns one product is in one of them, with the reservation as it is from then on; the metadata
 * item comes last. So wherever it ends, what is reserved is what the stock has set aside, and an
 * attempt that comes later goes on from there.
 */
final class Parts {

  private final Transactions transactions;
  private final String table;
  private final PackagingRequest seen;
  private final StockItems stock;
  private final ReservationItem reservation;
  private final boolean reserving;
  private final Map<String, List<TransactWriteItem>> writes = new LinkedHashMap<>();
  private final Map<String, Long> reserved;
  private final Set<String> changed = new HashSet<>();
  private List<TransactWriteItem> before = List.of();
  private List<TransactWriteItem> last = List.of();
  private Optional<Allotment> kept = Optional.empty();

  /**
   * @param reserving whether the reservation takes part: always, where there is one or will be
   */
  Parts(
      Transactions transactions,
      String table,
      PackagingRequest seen,
      StockItems stock,
      ReservationItem reservation,
      boolean reserving) {
    this.transactions = transactions;
    this.table = table;
    this.seen = seen;
    this.stock = stock;
    this.reservation = reservation;
    this.reserving = reserving;
    this.reserved = new LinkedHashMap<>(seen.reservation().reserved());
  }

  /** Turns the products that were seen into these. */
  Parts products(Map<String, Long> wanted) {
    for (String productId : seen.quantities().keySet()) {
      if (!wanted.containsKey(productId)) {
        Delete delete =
            Delete.builder()
                .tableName(table)
                .key(RequestItems.key(seen.orderId(), productId))
                .build();
        add(productId, List.of(TransactWriteItem.builder().delete(delete).build()));
      }
    }
    wanted.forEach(
        (productId, quantity) -> {
          if (!quantity.equals(seen.quantities().get(productId))) {
            Put put =
                Put.builder()
                    .tableName(table)
                    .item(RequestItems.product(seen.orderId(), productId, quantity))
                    .build();
            add(productId, List.of(TransactWriteItem.builder().put(put).build()));
          }
        });
    return this;
  }

  Parts stock(List<StockChange> changes) {
    for (StockChange change : changes) {
      add(change.productId(), stock.writes(change));
      changed.add(change.productId());
    }
    return this;
  }

  /** The conditions of every part but the last. */
  Parts before(TransactWriteItem... conditions) {
    before = List.of(conditions);
    return this;
  }

  /** What the last part begins with. */
  Parts last(TransactWriteItem... first) {
    last = List.of(first);
    return this;
  }

  /** In the end the reservation is as the order's allotment has it; otherwise it is gone. */
  Parts keeping(Allotment allotment) {
    kept = Optional.of(allotment).filter(Allotment::tracked);
    return this;
  }

  private void add(String productId, List<TransactWriteItem> items) {
    writes.computeIfAbsent(productId, any -> new ArrayList<>()).addAll(items);
  }

  Written write() {
    int room = Transactions.ITEMS - Math.max(before.size(), last.size()) - 1;
    List<TransactWriteItem> part = new ArrayList<>();
    for (Map.Entry<String, List<TransactWriteItem>> product : writes.entrySet()) {
      if (part.size() + product.getValue().size() > room) {
        Written written = transact(before, this::reservedSoFar, part);
        if (written != Written.DONE) {
          return written;
        }
        part = new ArrayList<>();
      }
      part.addAll(product.getValue());
      moveOn(product.getKey());
    }
    return transact(last, this::reservedInTheEnd, part);
  }

  private void moveOn(String productId) {
    if (changed.contains(productId)) {
      reserved.remove(productId);
      kept.map(allotment -> allotment.reserved().get(productId))
          .ifPresent(quantity -> reserved.put(productId, quantity));
    }
  }

  private TransactWriteItem reservedSoFar() {
    return reservation.put(reserved, seen.reservation().missing());
  }

  private TransactWriteItem reservedInTheEnd() {
    return kept.map(allotment -> reservation.put(allotment.reserved(), allotment.missing()))
        .orElseGet(reservation::end);
  }

  private Written transact(
      List<TransactWriteItem> conditions,
      Supplier<TransactWriteItem> reservation,
      List<TransactWriteItem> part) {
    List<TransactWriteItem> rest = new ArrayList<>(part);
    if (reserving) {
      rest.add(reservation.get());
    }
    return transactions.write(conditions, rest);
  }
}
