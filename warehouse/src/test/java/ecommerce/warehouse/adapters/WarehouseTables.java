package ecommerce.warehouse.adapters;

import ecommerce.testing.LocalTables;
import ecommerce.warehouse.model.Fixture;
import ecommerce.warehouse.model.PackagingRequest;
import ecommerce.warehouse.model.StockRoom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The warehouse's tables in DynamoDB Local. */
final class WarehouseTables implements StockRoom, AutoCloseable {

  static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");

  private static final Tables TABLES =
      new Tables("warehouse", "withdrawn", "reservations", "stock", "movements");

  private final LocalTables tables = new LocalTables();

  WarehouseTables() {
    tables.create("warehouse", "orderId", "productId");
    tables.create("withdrawn", "orderId");
    tables.create("reservations", "orderId");
    tables.create("stock", "productId");
    tables.create("movements", "productId", "movementId");
  }

  DynamoDbClient client() {
    return tables.client();
  }

  DynamoPackagingRequests requests(DynamoDbClient client) {
    return new DynamoPackagingRequests(
        client, TABLES, () -> NOW, () -> UUID.randomUUID().toString());
  }

  DynamoStock stock() {
    return new DynamoStock(client(), "stock");
  }

  Fixture fixture() {
    return new Fixture(requests(client()), stock(), this, this::put);
  }

  /** As a client writes: the metadata item and the products, past the service. */
  private void put(PackagingRequest request) {
    requests(client())
        .find(request.orderId())
        .quantities()
        .keySet()
        .forEach(id -> delete(RequestItems.key(request.orderId(), id)));
    request
        .quantities()
        .forEach(
            (id, quantity) ->
                client()
                    .putItem(
                        item ->
                            item.tableName("warehouse")
                                .item(RequestItems.product(request.orderId(), id, quantity))));
    Map<String, AttributeValue> metadata =
        new HashMap<>(RequestItems.key(request.orderId(), "__metadata"));
    if (request.header().isEmpty()) {
      delete(metadata);
      return;
    }
    metadata.put("status", AttributeValue.fromS(request.header().get().status()));
    metadata.put(
        "modifiedDate", AttributeValue.fromS(request.header().get().modifiedDate().orElseThrow()));
    client().putItem(item -> item.tableName("warehouse").item(metadata));
  }

  private void delete(Map<String, AttributeValue> key) {
    client().deleteItem(delete -> delete.tableName("warehouse").key(key));
  }

  @Override
  public void receive(String productId, long quantity) {
    client()
        .updateItem(
            update ->
                update
                    .tableName("stock")
                    .key(product(productId))
                    .updateExpression("ADD onHand :q, available :q, reserved :none")
                    .expressionAttributeValues(
                        Map.of(":q", StockItems.number(quantity), ":none", StockItems.number(0))));
  }

  @Override
  public void forget(String productId) {
    client().deleteItem(delete -> delete.tableName("stock").key(product(productId)));
  }

  @Override
  public Optional<Count> count(String productId) {
    Map<String, AttributeValue> item =
        client().getItem(get -> get.tableName("stock").key(product(productId))).item();
    if (item.isEmpty()) {
      return Optional.empty();
    }
    long onHand = StockItems.number(item, "onHand");
    long reserved = StockItems.number(item, "reserved");
    if (StockItems.number(item, "available") != onHand - reserved) {
      throw new AssertionError("available is not what is on hand and not reserved: " + item);
    }
    return Optional.of(new Count(onHand, reserved));
  }

  @Override
  public Map<String, Long> moved(String productId) {
    Map<String, Long> moved = new TreeMap<>();
    for (Map<String, AttributeValue> item : movements(productId)) {
      moved.merge(item.get("kind").s(), StockItems.number(item, "quantity"), Long::sum);
    }
    return moved;
  }

  List<Map<String, AttributeValue>> movements(String productId) {
    return client()
        .queryPaginator(
            query ->
                query
                    .tableName("movements")
                    .keyConditionExpression("productId = :p")
                    .expressionAttributeValues(Map.of(":p", AttributeValue.fromS(productId))))
        .items()
        .stream()
        .toList();
  }

  private static Map<String, AttributeValue> product(String productId) {
    return Map.of("productId", AttributeValue.fromS(productId));
  }

  @Override
  public void close() {
    tables.close();
  }
}
