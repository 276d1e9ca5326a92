package ecommerce.warehouse.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoLowStockTest {

  private static WarehouseTables tables;

  private final DynamoLowStock lowStock = new DynamoLowStock(tables.client(), "stock", 10);

  @BeforeAll
  static void start() {
    tables = new WarehouseTables();
  }

  @AfterAll
  static void stop() {
    tables.close();
  }

  @Test
  void marksWhatIsLowAndTakesTheMarkAway() {
    tables.receive("few", 10);
    lowStock.keep("few", true);
    assertThat(isMarked("few")).isTrue();

    tables.receive("few", 1);
    lowStock.keep("few", false);
    assertThat(isMarked("few")).isFalse();
  }

  @Test
  void whatWasOvertakenIsLeft() {
    tables.receive("many", 11);
    lowStock.keep("many", true);
    assertThat(isMarked("many")).isFalse();

    tables.receive("few again", 3);
    lowStock.keep("few again", true);
    lowStock.keep("few again", false);
    assertThat(isMarked("few again")).isTrue();
  }

  @Test
  void productThatIsNotTrackedAnyMoreIsNotMadeAgain() {
    lowStock.keep("gone", true);
    lowStock.keep("gone", false);

    assertThat(tables.count("gone")).isEmpty();
  }

  private static boolean isMarked(String productId) {
    return tables
        .client()
        .getItem(
            get -> get.tableName("stock").key(Map.of("productId", AttributeValue.fromS(productId))))
        .item()
        .containsKey("low");
  }
}
