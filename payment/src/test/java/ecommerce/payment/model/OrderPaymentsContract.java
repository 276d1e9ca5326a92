package ecommerce.payment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ecommerce.edge.Outage;
import ecommerce.payment.model.LedgerEntry.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must hold of payments, whatever keeps them. */
public abstract class OrderPaymentsContract {

  private static final OptionalLong TOTAL = OptionalLong.of(1000);

  private final FakeCompany company = new FakeCompany();
  private final List<LedgerEntry> announced = new ArrayList<>();
  private boolean busDown;
  private final PendingPayments pending = pending();
  private final Ledger ledger = ledger();
  private final OrderPayments payments =
      new OrderPayments(pending, ledger, company, this::announce);

  private final String order = "order-" + UUID.randomUUID();
  private final String token = "token-" + UUID.randomUUID();
  private final String other = "token-" + UUID.randomUUID();

  protected abstract PendingPayments pending();

  protected abstract Ledger ledger();

  /** Puts an item as a client does: order and token alone. */
  protected abstract void clientPuts(String orderId, String token);

  private void announce(LedgerEntry entry) {
    if (busDown) {
      throw new Outage("the bus is down");
    }
    announced.add(entry);
  }

  @BeforeEach
  void authorise() {
    company.authorise(token, 1000);
    company.authorise(other, 700);
  }

  @Test
  void remembersTheTokenOfAnOrder() {
    payments.ordered(order, token, TOTAL);
    payments.ordered(order, token, TOTAL);

    assertThat(pending.find(order)).contains(new Pending(order, token, TOTAL));
    assertThat(company.asked).isEmpty();
  }

  @Test
  void capturesOnDelivery() {
    payments.ordered(order, token, TOTAL);

    payments.settle(order, Move.CAPTURE);

    assertThat(announced).containsExactly(entry(token, Outcome.PROCESSED, 1000));
    assertThat(pending.find(order)).isEmpty();
    assertThat(ledger.find(token)).contains(entry(token, Outcome.PROCESSED, 1000));
  }

  @Test
  void releasesWhatWillNeverBeDue() {
    payments.ordered(order, token, OptionalLong.empty());

    payments.settle(order, Move.RELEASE);

    assertThat(announced).containsExactly(entry(token, Outcome.CANCELLED, 1000));
    assertThat(pending.find(order)).isEmpty();
  }

  @Test
  void sameEventsAgainChangeNothing() {
    payments.ordered(order, token, TOTAL);
    payments.settle(order, Move.CAPTURE);

    payments.settle(order, Move.CAPTURE);
    payments.ordered(order, token, TOTAL);
    payments.settle(order, Move.RELEASE);
    assertThat(payments.changeTotal(order, 10)).isEqualTo(AmountChange.ENDED);

    assertThat(pending.find(order)).isEmpty();
    assertThat(announced).hasSize(1);
    assertThat(company.asked).containsExactly("CAPTURE");
  }

  @Test
  void capturesTheItemThatAClientPutWhateverHappenedBefore() {
    payments.ordered(order, token, TOTAL);
    payments.settle(order, Move.CAPTURE);
    payments.settle(order, Move.CAPTURE);
    clientPuts(order, other);

    payments.settle(order, Move.CAPTURE);

    assertThat(announced)
        .containsExactly(
            entry(token, Outcome.PROCESSED, 1000), entry(other, Outcome.PROCESSED, 700));
    assertThat(pending.find(order)).isEmpty();
  }

  @Test
  void paymentThatTookThePlaceOfAnotherStays() {
    clientPuts(order, "new-" + token);

    pending.remove(new Pending(order, token, OptionalLong.empty()));

    assertThat(pending.find(order)).map(Pending::token).contains("new-" + token);
  }

  @Test
  void newTokenOfAnOrderThatWasPaidBeforeIsPending() {
    payments.ordered(order, token, TOTAL);
    payments.settle(order, Move.RELEASE);
    payments.settle(order, Move.RELEASE);

    payments.ordered(order, other, TOTAL);

    assertThat(pending.find(order)).contains(new Pending(order, other, TOTAL));
  }

  @Test
  void orderThatComesLateKeepsTheItemThatIsThere() {
    clientPuts(order, other);

    payments.ordered(order, token, TOTAL);

    assertThat(pending.find(order)).contains(new Pending(order, other, OptionalLong.empty()));
  }

  @Test
  void lowersTheAmountWithTheTotal() {
    clientPuts(order, token);

    assertThat(payments.changeTotal(order, 400)).isEqualTo(AmountChange.ACCEPTED);
    payments.settle(order, Move.CAPTURE);

    assertThat(announced).containsExactly(entry(token, Outcome.PROCESSED, 400));
  }

  @Test
  void lowestAmountIsKeptWhicheverIsWrittenLast() {
    payments.ordered(order, token, TOTAL);
    Pending payment = new Pending(order, token, TOTAL);

    pending.changeAmount(payment, 400);
    pending.changeAmount(payment, 600);

    assertThat(pending.find(order)).contains(new Pending(order, token, OptionalLong.of(400)));
  }

  @Test
  void refusedAmountLeavesThePaymentAsItIs() {
    payments.ordered(order, token, TOTAL);

    assertThat(payments.changeTotal(order, 1001)).isEqualTo(AmountChange.REFUSED);

    assertThat(pending.find(order)).contains(new Pending(order, token, TOTAL));
  }

  @Test
  void totalThatChangesWhileTheAmountIsCapturedIsTriedAgain() {
    payments.ordered(order, token, TOTAL);
    company.settle(token, Move.CAPTURE);

    assertThatThrownBy(() -> payments.changeTotal(order, 400))
        .isInstanceOf(Outage.class)
        .hasMessage("the payment is being captured at this moment");
  }

  @Test
  void totalOfAnUnknownOrderIsKept() {
    assertThat(payments.changeTotal(order, 400)).isEqualTo(AmountChange.FORESEEN);
  }

  @Test
  void deliveryReportedBeforeTheOrderIsCapturedWhenTheOrderComes() {
    assertThat(payments.settle(order, Move.CAPTURE)).isEmpty();
    payments.settle(order, Move.RELEASE);
    assertThat(company.asked).isEmpty();

    payments.ordered(order, token, TOTAL);
    payments.ordered(order, token, TOTAL);

    assertThat(announced).containsExactly(entry(token, Outcome.PROCESSED, 1000));
    assertThat(pending.find(order)).isEmpty();
  }

  @Test
  void lowestTotalReportedBeforeTheOrderCounts() {
    payments.changeTotal(order, 400);
    payments.changeTotal(order, 600);

    payments.ordered(order, token, TOTAL);
    payments.settle(order, Move.CAPTURE);

    assertThat(announced).containsExactly(entry(token, Outcome.PROCESSED, 400));
  }

  @Test
  void refusedCaptureIsAnnouncedAndNeverRepeatedForEver() {
    payments.ordered(order, "unknown-" + token, TOTAL);

    payments.settle(order, Move.CAPTURE);
    payments.settle(order, Move.CAPTURE);
    payments.ordered(order, "unknown-" + token, TOTAL);

    assertThat(announced)
        .singleElement()
        .satisfies(
            failed -> {
              assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
              assertThat(failed.amount()).isEqualTo(1000);
              assertThat(failed.reason())
                  .contains("the payment company refused to capture the amount");
            });
    assertThat(pending.find(order)).isEmpty();
    assertThat(ledger.find("unknown-" + token)).contains(announced.getFirst());
  }

  @Test
  void failedTokenThatIsPendingAgainIsAskedAgain() {
    String late = "late-" + token;
    clientPuts(order, late);
    payments.settle(order, Move.CAPTURE);
    company.authorise(late, 5);
    clientPuts(order, late);

    payments.settle(order, Move.CAPTURE);

    assertThat(announced).last().isEqualTo(entry(late, Outcome.PROCESSED, 5));
    assertThat(ledger.find(late)).contains(entry(late, Outcome.PROCESSED, 5));
  }

  @Test
  void tokenPaysOneOrderOnly() {
    payments.ordered(order, token, TOTAL);
    payments.ordered(order + "-2", token, TOTAL);
    payments.settle(order, Move.CAPTURE);

    payments.settle(order + "-2", Move.CAPTURE);

    assertThat(announced).hasSize(2);
    assertThat(announced.getLast().orderId()).isEqualTo(order + "-2");
    assertThat(announced.getLast().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(ledger.find(token)).contains(entry(token, Outcome.PROCESSED, 1000));
    assertThat(pending.find(order + "-2")).isEmpty();
  }

  @Test
  void outageOfTheCompanyLeavesThePaymentPendingForTheRetry() {
    payments.ordered(order, token, TOTAL);
    company.down = true;
    assertThatThrownBy(() -> payments.settle(order, Move.CAPTURE)).isInstanceOf(Outage.class);
    assertThatThrownBy(() -> payments.changeTotal(order, 400)).isInstanceOf(Outage.class);
    assertThat(pending.find(order)).isPresent();
    company.down = false;

    payments.settle(order, Move.CAPTURE);

    assertThat(announced).containsExactly(entry(token, Outcome.PROCESSED, 1000));
  }

  @Test
  void outcomeThatTheBusDidNotTakeIsAnnouncedByTheRetry() {
    payments.ordered(order, token, TOTAL);
    busDown = true;
    assertThatThrownBy(() -> payments.settle(order, Move.CAPTURE)).isInstanceOf(Outage.class);
    busDown = false;

    payments.settle(order, Move.CAPTURE);

    assertThat(announced).containsExactly(entry(token, Outcome.PROCESSED, 1000));
    assertThat(company.asked).containsExactly("CAPTURE");
    assertThat(pending.find(order)).isEmpty();
  }

  private LedgerEntry entry(String token, Outcome outcome, long amount) {
    return new LedgerEntry(token, order, outcome, amount, Optional.empty());
  }
}
