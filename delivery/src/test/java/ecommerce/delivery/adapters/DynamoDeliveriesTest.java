package ecommerce.delivery.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.delivery.model.Address;
import ecommerce.testing.LocalTables;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDeliveriesTest {

  @Test
  void makesOneNewDeliveryAnOrder() {
    try (LocalTables tables = new LocalTables()) {
      tables.create("delivery", "orderId");
      DynamoDeliveries deliveries = new DynamoDeliveries(tables.client(), "delivery");

      assertThat(deliveries.make("o1", new Address(Map.of("city", "Turku")), "n1")).isTrue();
      assertThat(deliveries.make("o1", new Address(Map.of("city", "Oslo")), "n2")).isFalse();

      Map<String, AttributeValue> key = Map.of("orderId", AttributeValue.fromS("o1"));
      assertThat(tables.client().getItem(get -> get.tableName("delivery").key(key)).item())
          .isEqualTo(
              Map.of(
                  "orderId", AttributeValue.fromS("o1"),
                  "status", AttributeValue.fromS("NEW"),
                  "isNew", AttributeValue.fromS("true"),
                  "address", AttributeValue.fromM(Map.of("city", AttributeValue.fromS("Turku"))),
                  "trackingNumber", AttributeValue.fromS("n1")));
    }
  }
}
