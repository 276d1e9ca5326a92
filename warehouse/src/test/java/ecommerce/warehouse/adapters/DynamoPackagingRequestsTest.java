package ecommerce.warehouse.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.testing.LocalTables;
import ecommerce.warehouse.model.Order;
import ecommerce.warehouse.model.PackagingRequest;
import ecommerce.warehouse.model.PackagingRequests;
import ecommerce.warehouse.model.Warehouse;
import ecommerce.warehouse.model.WarehouseContract;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoPackagingRequestsTest extends WarehouseContract {

  private static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");

  private static LocalTables tables;

  @BeforeAll
  static void start() {
    tables = new LocalTables();
    tables.create("warehouse", "orderId", "productId");
    tables.create("withdrawn", "orderId");
  }

  @AfterAll
  static void stop() {
    tables.close();
  }

  @Override
  protected PackagingRequests requests() {
    return new DynamoPackagingRequests(tables.client(), "warehouse", "withdrawn", () -> NOW);
  }

  @Override
  protected void put(PackagingRequest request) {
    Map<String, AttributeValue> metadata =
        new HashMap<>(RequestItems.key(request.orderId(), "__metadata"));
    metadata.put("status", AttributeValue.fromS(request.header().orElseThrow().status()));
    metadata.put(
        "modifiedDate", AttributeValue.fromS(request.header().get().modifiedDate().orElseThrow()));
    tables.client().putItem(item -> item.tableName("warehouse").item(metadata));
    request
        .quantities()
        .forEach(
            (id, quantity) ->
                tables
                    .client()
                    .putItem(
                        item ->
                            item.tableName("warehouse")
                                .item(RequestItems.product(request.orderId(), id, quantity))));
  }

  @Test
  void itemsOfANewRequestHaveExactlyThePromisedAttributes() {
    new Warehouse(requests(), () -> NOW)
        .ordered(new Order("o1", Optional.empty(), Optional.empty(), Map.of("p1", 3L)));

    assertThat(item("o1", "p1").keySet())
        .containsExactlyInAnyOrder("orderId", "productId", "quantity");
    assertThat(item("o1", "p1").get("quantity").n()).isEqualTo("3");
    assertThat(item("o1", "__metadata"))
        .isEqualTo(
            Map.of(
                "orderId", AttributeValue.fromS("o1"),
                "productId", AttributeValue.fromS("__metadata"),
                "status", AttributeValue.fromS("NEW"),
                "modifiedDate", AttributeValue.fromS("2025-01-01T00:00:00Z"),
                "newDate", AttributeValue.fromS("2025-01-01T00:00:00Z")));
  }

  @Test
  void forgetsWithdrawnOrdersAfterADay() {
    new Warehouse(requests(), () -> NOW).withdrawn("o2");

    Map<String, AttributeValue> item =
        tables
            .client()
            .getItem(
                get ->
                    get.tableName("withdrawn").key(Map.of("orderId", AttributeValue.fromS("o2"))))
            .item();
    assertThat(item.get("expiresAt").n()).isEqualTo("" + NOW.plusSeconds(86_400).getEpochSecond());
  }

  private static Map<String, AttributeValue> item(String orderId, String productId) {
    return tables
        .client()
        .getItem(get -> get.tableName("warehouse").key(RequestItems.key(orderId, productId)))
        .item();
  }
}
