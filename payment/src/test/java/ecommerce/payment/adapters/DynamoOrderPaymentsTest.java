package ecommerce.payment.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.payment.model.FakeCompany;
import ecommerce.payment.model.Ledger;
import ecommerce.payment.model.LedgerEntry;
import ecommerce.payment.model.LedgerEntry.Outcome;
import ecommerce.payment.model.Move;
import ecommerce.payment.model.OrderPayments;
import ecommerce.payment.model.OrderPaymentsContract;
import ecommerce.payment.model.PendingPayments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoOrderPaymentsTest extends OrderPaymentsContract {

  private static PaymentTables tables;

  @BeforeAll
  static void start() {
    tables = new PaymentTables();
  }

  @AfterAll
  static void stop() {
    tables.close();
  }

  private static Tables records() {
    return tables.tables();
  }

  @Override
  protected PendingPayments pending() {
    return new DynamoPendingPayments(records(), () -> Instant.parse("2025-01-01T00:00:00Z"));
  }

  @Override
  protected Ledger ledger() {
    return new DynamoLedger(records(), () -> Instant.parse("2025-01-01T00:00:00Z"));
  }

  @Override
  protected void clientPuts(String orderId, String token) {
    Map<String, AttributeValue> item =
        Map.of(
            "orderId", AttributeValue.fromS(orderId), "paymentToken", AttributeValue.fromS(token));
    tables.client().putItem(put -> put.tableName("pending").item(item));
  }

  @Test
  void ofOutcomesThatRaceTheLedgerKeepsTheOneThatHappened() throws Exception {
    for (int round = 0; round < 5; round++) {
      String token = "raced-" + round;
      FakeCompany company = new FakeCompany();
      company.authorise(token, 10);
      clientPuts(token, token);
      Set<LedgerEntry> announced = ConcurrentHashMap.newKeySet();
      OrderPayments payments = new OrderPayments(pending(), ledger(), company, announced::add);

      try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
        List<Callable<Object>> events = new ArrayList<>();
        for (Move move : List.of(Move.CAPTURE, Move.RELEASE, Move.CAPTURE, Move.RELEASE)) {
          events.add(() -> payments.settle(token, move));
        }
        for (Future<Object> event : threads.invokeAll(events)) {
          event.get();
        }
      }

      boolean captured = company.settle(token, Move.CAPTURE).ok();
      LedgerEntry stands = ledger().find(token).orElseThrow();
      assertThat(stands.outcome()).isEqualTo(captured ? Outcome.PROCESSED : Outcome.CANCELLED);
      assertThat(announced).contains(stands);
      assertThat(announced)
          .extracting(LedgerEntry::outcome)
          .doesNotContain(captured ? Outcome.CANCELLED : Outcome.PROCESSED);
      assertThat(pending().find(token)).isEmpty();
    }
  }

  @Test
  void forgetsWhatWasReportedOfAnUnknownOrderOnceDeadLettersHave() {
    ledger().foresee("unknown", Move.CAPTURE);

    Map<String, AttributeValue> item =
        tables
            .client()
            .getItem(
                get ->
                    get.tableName("ledger")
                        .key(Map.of("id", AttributeValue.fromS("order/unknown"))))
            .item();

    assertThat(item.get("expiresAt").n())
        .isEqualTo("" + Instant.parse("2025-01-16T00:00:00Z").getEpochSecond());
  }
}
