package ecommerce.warehouse.adapters;

import ecommerce.edge.AwsClients;
import ecommerce.edge.Priming;
import ecommerce.edge.Settings;
import ecommerce.warehouse.model.PackagingRequest;
import ecommerce.warehouse.model.PackagingRequests;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * {@link PackagingRequests} in the table {@code orderId}, {@code productId}; and in another table,
 * for a day, the orders that were withdrawn. A write is one transaction on condition that the
 * metadata item is as it was seen. More products than a transaction takes are written before, under
 * the same condition each time; the metadata item comes last.
 */
public final class DynamoPackagingRequests implements PackagingRequests {

  /** A transaction takes 100 items; two are for the metadata item and the withdrawn order. */
  private static final int PRODUCTS = 98;

  private static final Duration WITHDRAWN = Duration.ofDays(1);

  private final DynamoDbClient client;
  private final String table;
  private final String withdrawnTable;
  private final InstantSource clock;

  public DynamoPackagingRequests(
      DynamoDbClient client, String table, String withdrawnTable, InstantSource clock) {
    this.client = client;
    this.table = table;
    this.withdrawnTable = withdrawnTable;
    this.clock = clock;
  }

  /** The tables that {@code TABLE_NAME} and {@code WITHDRAWN_TABLE_NAME} name. */
  public static DynamoPackagingRequests from(Settings settings) {
    String table = settings.required("TABLE_NAME");
    String withdrawn = settings.required("WITHDRAWN_TABLE_NAME");
    DynamoDbClient client = AwsClients.dynamoDb(settings);
    Priming.read(client, table, "orderId", "productId");
    return new DynamoPackagingRequests(client, table, withdrawn, InstantSource.system());
  }

  @Override
  public PackagingRequest find(String orderId) {
    return new DynamoPackages(client, table).request(orderId);
  }

  @Override
  public Written make(PackagingRequest seen, Map<String, Long> quantities, String date) {
    Seen metadata = new Seen(table, seen);
    TransactWriteItem unknown = Seen.notWithdrawn(withdrawnTable, seen.orderId());
    return write(
        products(seen, quantities),
        List.of(metadata.check(), unknown),
        List.of(metadata.put(RequestItems.newMetadata(seen.orderId(), date)), unknown));
  }

  @Override
  public Written update(PackagingRequest seen, Map<String, Long> quantities, String date) {
    Seen metadata = new Seen(table, seen);
    TransactWriteItem last = quantities.isEmpty() ? metadata.check() : metadata.touch(date);
    return write(products(seen, quantities), List.of(metadata.check()), List.of(last));
  }

  @Override
  public Written withdraw(PackagingRequest seen) {
    Seen metadata = new Seen(table, seen);
    String expiry = Long.toString(clock.instant().plus(WITHDRAWN).getEpochSecond());
    Map<String, AttributeValue> order =
        Map.of(
            "orderId",
            AttributeValue.fromS(seen.orderId()),
            "expiresAt",
            AttributeValue.fromN(expiry));
    Put withdrawn = Put.builder().tableName(withdrawnTable).item(order).build();
    return write(
        products(seen, Map.of()),
        List.of(metadata.check()),
        List.of(metadata.delete(), TransactWriteItem.builder().put(withdrawn).build()));
  }

  /** What turns the products that were seen into those that are wanted. */
  private List<TransactWriteItem> products(PackagingRequest seen, Map<String, Long> wanted) {
    List<TransactWriteItem> writes = new ArrayList<>();
    for (String productId : seen.quantities().keySet()) {
      if (!wanted.containsKey(productId)) {
        Delete delete =
            Delete.builder()
                .tableName(table)
                .key(RequestItems.key(seen.orderId(), productId))
                .build();
        writes.add(TransactWriteItem.builder().delete(delete).build());
      }
    }
    wanted.forEach(
        (productId, quantity) -> {
          if (!quantity.equals(seen.quantities().get(productId))) {
            Map<String, AttributeValue> item =
                RequestItems.product(seen.orderId(), productId, quantity);
            Put put = Put.builder().tableName(table).item(item).build();
            writes.add(TransactWriteItem.builder().put(put).build());
          }
        });
    return writes;
  }

  private Written write(
      List<TransactWriteItem> products,
      List<TransactWriteItem> before,
      List<TransactWriteItem> last) {
    int from = 0;
    for (; products.size() - from > PRODUCTS; from += PRODUCTS) {
      Written part = transact(before, products.subList(from, from + PRODUCTS));
      if (part != Written.DONE) {
        return part;
      }
    }
    return transact(last, products.subList(from, products.size()));
  }

  /**
   * The conditions come first, so that the first reason tells of the request and the second of its
   * being withdrawn.
   */
  private Written transact(List<TransactWriteItem> conditions, List<TransactWriteItem> products) {
    List<TransactWriteItem> items = new ArrayList<>(conditions);
    items.addAll(products);
    try {
      client.transactWriteItems(write -> write.transactItems(items));
      return Written.DONE;
    } catch (TransactionCanceledException e) {
      List<String> codes = e.cancellationReasons().stream().map(CancellationReason::code).toList();
      if (!codes.contains("ConditionalCheckFailed") && !codes.contains("TransactionConflict")) {
        throw e;
      }
      boolean withdrawn = conditions.size() > 1 && codes.get(1).equals("ConditionalCheckFailed");
      return withdrawn ? Written.WITHDRAWN : Written.CHANGED_MEANWHILE;
    }
  }
}
