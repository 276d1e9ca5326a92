package ecommerce.payment.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.payment.model.Captured;
import ecommerce.payment.model.Ledger;
import ecommerce.payment.model.LedgerEntry;
import ecommerce.payment.model.LedgerEntry.Outcome;
import ecommerce.payment.model.Refund;
import ecommerce.payment.model.Refund.Status;
import ecommerce.payment.model.RefundLedger;
import ecommerce.payment.model.RefundsContract;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoRefundsTest extends RefundsContract {

  private static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");

  private static PaymentTables tables;

  @BeforeAll
  static void start() {
    tables = new PaymentTables();
  }

  @AfterAll
  static void stop() {
    tables.close();
  }

  @Override
  protected Ledger ledger() {
    return new DynamoLedger(tables.tables(), () -> NOW);
  }

  @Override
  protected RefundLedger refunds() {
    return new DynamoRefunds(tables.tables(), () -> NOW);
  }

  @Test
  void ledgerShowsForTheOrderWhatWasAuthorisedCapturedReleasedAndRefunded() {
    ledger().authorised("o1", "t1", 1000);
    ledger().write(new LedgerEntry("t1", "o1", Outcome.PROCESSED, 700, Optional.empty()));
    Refund refund = refund("o1", "t1", 200);
    refunds().open(refund);
    refunds().done(refund);

    assertThat(figures("o1")).containsExactly(1000, 700, 300, 200);
  }

  @Test
  void ledgerShowsThatAllWasReleased() {
    ledger().authorised("o2", "t2", 1000);
    ledger().write(new LedgerEntry("t2", "o2", Outcome.CANCELLED, 1000, Optional.empty()));

    assertThat(figures("o2")).containsExactly(1000, 0, 1000, 0);
  }

  @Test
  void whatWasCapturedBeforeRefundsWereCountedIsRefundable() {
    ledger().write(new LedgerEntry("t3", "o3", Outcome.PROCESSED, 500, Optional.empty()));
    tables
        .client()
        .updateItem(
            item ->
                item.tableName("ledger")
                    .key(DynamoLedger.tokenKey("t3"))
                    .updateExpression("REMOVE owed, refundable, refunded"));

    assertThat(refunds().open(refund("o3", "t3", 501))).isFalse();
    assertThat(refunds().open(refund("o3", "t3", 200))).isTrue();
    assertThat(refunds().done(refund("o3", "t3", 200))).isTrue();

    assertThat(refunds().captured("o3")).contains(new Captured("t3", 500, 500, 300, 200));
  }

  private static Refund refund(String orderId, String token, long amount) {
    return new Refund(
        orderId,
        "r1",
        token,
        amount,
        false,
        "broken",
        "somebody",
        Status.PENDING,
        Optional.empty(),
        true);
  }

  private static List<Integer> figures(String orderId) {
    Map<String, AttributeValue> item =
        tables.tables().read("ledger", DynamoLedger.orderKey(orderId));
    return Stream.of("authorised", "captured", "released", "refunded")
        .map(name -> Integer.valueOf(item.get(name).n()))
        .toList();
  }
}
