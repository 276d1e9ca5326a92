package ecommerce.warehouse.adapters;

import ecommerce.warehouse.model.Allotment;
import ecommerce.warehouse.model.PackagingRequest;
import ecommerce.warehouse.model.PackagingRequests;
import ecommerce.warehouse.model.StockChange;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * {@link PackagingRequests} in the table {@code orderId}, {@code productId}; and in tables beside
 * it the orders that were withdrawn, for 15 days, the reservations, and the stock with its
 * movements. A write is one transaction on condition that the metadata item and the reservation are
 * as they were seen.
 */
public final class DynamoPackagingRequests implements PackagingRequests {

  /** Longer than an OrderCreated may lie among the dead letters: 14 days. */
  private static final Duration WITHDRAWN = Duration.ofDays(15);

  private final DynamoDbClient client;
  private final Tables tables;
  private final InstantSource clock;
  private final Supplier<String> ids;

  /**
   * @param ids gives another one each time: of movements, and of the versions of reservations
   */
  public DynamoPackagingRequests(
      DynamoDbClient client, Tables tables, InstantSource clock, Supplier<String> ids) {
    this.client = client;
    this.tables = tables;
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public PackagingRequest find(String orderId) {
    Map<String, AttributeValue> reservation =
        client
            .getItem(
                get ->
                    get.tableName(tables.reservations())
                        .key(ReservationItem.key(orderId))
                        .consistentRead(true))
            .item();
    List<Map<String, AttributeValue>> items =
        client
            .queryPaginator(
                query ->
                    query
                        .tableName(tables.requests())
                        .consistentRead(true)
                        .keyConditionExpression("orderId = :order")
                        .expressionAttributeValues(Map.of(":order", AttributeValue.fromS(orderId))))
            .items()
            .stream()
            .toList();
    return RequestItems.request(orderId, items, ReservationItem.read(reservation));
  }

  @Override
  public Written make(PackagingRequest seen, Allotment allotment, String date) {
    Seen metadata = new Seen(tables.requests(), seen);
    TransactWriteItem unknown = Seen.notWithdrawn(tables.withdrawn(), seen.orderId());
    Map<String, AttributeValue> item =
        allotment.isNothing()
            ? RequestItems.completedMetadata(seen.orderId(), date)
            : RequestItems.newMetadata(seen.orderId(), date);
    boolean tracked = allotment.tracked() || seen.reservation().exists();
    return parts(seen, tracked)
        .products(allotment.quantities())
        .stock(allotment.changes())
        .before(metadata.check(), unknown)
        .last(metadata.put(item), unknown)
        .keeping(allotment)
        .write();
  }

  @Override
  public Written update(PackagingRequest seen, Allotment allotment, String date) {
    Seen metadata = new Seen(tables.requests(), seen);
    return parts(seen, true)
        .products(allotment.quantities())
        .stock(allotment.changes())
        .before(metadata.check())
        .last(updated(metadata, allotment, date))
        .keeping(allotment)
        .write();
  }

  private static TransactWriteItem updated(Seen metadata, Allotment allotment, String date) {
    if (allotment.isNothing()) {
      return metadata.complete(date);
    }
    return allotment.quantities().isEmpty() ? metadata.check() : metadata.touch(date);
  }

  @Override
  public Written withdraw(PackagingRequest seen, List<StockChange> releases) {
    Seen metadata = new Seen(tables.requests(), seen);
    return parts(seen, true)
        .products(Map.of())
        .stock(releases)
        .before(metadata.check())
        .last(metadata.delete(), withdrawn(seen.orderId()))
        .write();
  }

  @Override
  public Written settle(PackagingRequest seen, List<StockChange> changes) {
    Seen metadata = new Seen(tables.requests(), seen);
    return parts(seen, true).stock(changes).before(metadata.check()).last(metadata.check()).write();
  }

  private Parts parts(PackagingRequest seen, boolean reserving) {
    ReservationItem reservation =
        new ReservationItem(tables.reservations(), seen.orderId(), seen.reservation(), ids);
    StockItems stock =
        new StockItems(tables.stock(), tables.movements(), ids, seen.orderId(), clock.instant());
    return new Parts(
        new Transactions(client), tables.requests(), seen, stock, reservation, reserving);
  }

  private TransactWriteItem withdrawn(String orderId) {
    String expiry = Long.toString(clock.instant().plus(WITHDRAWN).getEpochSecond());
    Map<String, AttributeValue> order =
        Map.of("orderId", AttributeValue.fromS(orderId), "expiresAt", AttributeValue.fromN(expiry));
    Put put = Put.builder().tableName(tables.withdrawn()).item(order).build();
    return TransactWriteItem.builder().put(put).build();
  }
}
