package ecommerce.warehouse.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.warehouse.model.Contention;
import ecommerce.warehouse.model.Fixture;
import ecommerce.warehouse.model.Order;
import ecommerce.warehouse.model.Warehouse;
import ecommerce.warehouse.model.WarehouseContract;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoPackagingRequestsTest extends WarehouseContract {

  private static WarehouseTables tables;

  @BeforeAll
  static void start() {
    tables = new WarehouseTables();
  }

  @AfterAll
  static void stop() {
    tables.close();
  }

  @Override
  protected Fixture fixture() {
    return tables.fixture();
  }

  private static Warehouse warehouse() {
    return new Warehouse(
        tables.requests(tables.client()),
        tables.stock(),
        new Contention(Duration.ofSeconds(5)),
        () -> WarehouseTables.NOW);
  }

  @Test
  void itemsOfANewRequestHaveExactlyThePromisedAttributes() {
    warehouse().ordered(new Order("o1", Optional.empty(), Optional.empty(), Map.of("p1", 3L)));

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
  void forgetsWithdrawnOrdersOnceDeadLettersHave() {
    warehouse().withdrawn("o2");

    Map<String, AttributeValue> item =
        tables
            .client()
            .getItem(
                get ->
                    get.tableName("withdrawn").key(Map.of("orderId", AttributeValue.fromS("o2"))))
            .item();
    assertThat(item.get("expiresAt").n())
        .isEqualTo("" + WarehouseTables.NOW.plus(Duration.ofDays(15)).getEpochSecond());
  }

  private static Map<String, AttributeValue> item(String orderId, String productId) {
    return tables
        .client()
        .getItem(get -> get.tableName("warehouse").key(RequestItems.key(orderId, productId)))
        .item();
  }
}
