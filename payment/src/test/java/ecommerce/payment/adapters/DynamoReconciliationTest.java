package ecommerce.payment.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.payment.model.LedgerEntry;
import ecommerce.payment.model.LedgerEntry.Outcome;
import ecommerce.payment.model.Pending;
import ecommerce.payment.model.ReconciliationContract;
import ecommerce.payment.model.Waiting;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoReconciliationTest extends ReconciliationContract {

  private static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");

  private final PaymentTables tables = new PaymentTables();

  @AfterEach
  void close() {
    tables.close();
  }

  @Override
  protected Parts empty() {
    InstantSource clock = () -> NOW;
    return new Parts(
        new DynamoPendingPayments(tables.tables(), clock),
        new DynamoLedger(tables.tables(), clock),
        new DynamoRefunds(tables.tables(), clock),
        new DynamoUnchecked(tables.tables()));
  }

  @Test
  void walksOverWhatAClientPutToo() {
    Parts parts = empty();
    Pending own = new Pending("o1", "t1", OptionalLong.of(5));
    parts.pending().remember(own);
    Map<String, AttributeValue> item =
        Map.of("orderId", AttributeValue.fromS("o2"), "paymentToken", AttributeValue.fromS("t2"));
    tables.client().putItem(put -> put.tableName("pending").item(item));

    assertThat(parts.pending().waiting())
        .containsExactlyInAnyOrder(
            new Waiting(own, Optional.of(NOW)),
            new Waiting(new Pending("o2", "t2", OptionalLong.empty()), Optional.empty()));
  }

  @Test
  void leavesAloneWhatIsYoung() {
    Parts parts = empty();
    parts.ledger().write(new LedgerEntry("t", "o", Outcome.CANCELLED, 5, Optional.empty()));

    assertThat(parts.unchecked().writtenBefore(NOW)).isEmpty();
    assertThat(parts.unchecked().writtenBefore(NOW.plusSeconds(1))).hasSize(1);
    assertThat(new Waiting(new Pending("o", "t", OptionalLong.empty()), Optional.of(NOW)))
        .matches(waiting -> !waiting.isOlderThan(NOW) && waiting.isOlderThan(NOW.plusSeconds(1)));
  }
}
