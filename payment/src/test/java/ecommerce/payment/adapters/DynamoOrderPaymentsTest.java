package ecommerce.payment.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.payment.model.Ledger;
import ecommerce.payment.model.Move;
import ecommerce.payment.model.OrderPaymentsContract;
import ecommerce.payment.model.PendingPayments;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoOrderPaymentsTest extends OrderPaymentsContract {

  private static LocalTables tables;

  @BeforeAll
  static void start() {
    tables = new LocalTables();
    tables.create("pending", "orderId");
    tables.create("ledger", "id");
  }

  @AfterAll
  static void stop() {
    tables.close();
  }

  private static Tables records() {
    return new Tables(tables.client(), "pending", "ledger");
  }

  @Override
  protected PendingPayments pending() {
    return new DynamoPendingPayments(records());
  }

  @Override
  protected Ledger ledger() {
    return new DynamoLedger(records(), () -> Instant.parse("2025-01-01T00:00:00Z"));
  }

  @Override
  protected void clientPuts(String orderId, String token) {
    Map<String, AttributeValue> item =
        Map.of("orderId", AttributeValue.fromS(orderId), "paymentToken", AttributeValue.fromS(token));
    tables.client().putItem(put -> put.tableName("pending").item(item));
  }

  @Test
  void forgetsWhatWasReportedOfAnUnknownOrderAfterADay() {
    ledger().foresee("unknown", Move.CAPTURE);

    Map<String, AttributeValue> item =
        tables
            .client()
            .getItem(get -> get.tableName("ledger").key(Map.of("id", AttributeValue.fromS("order/unknown"))))
            .item();

    assertThat(item.get("expiresAt").n()).isEqualTo("" + Instant.parse("2025-01-02T00:00:00Z").getEpochSecond());
  }
}
