package ecommerce.payment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ecommerce.edge.Outage;
import ecommerce.payment.model.LedgerEntry.Outcome;
import ecommerce.payment.model.Refund.Status;
import ecommerce.payment.model.RefundAnswer.Given;
import ecommerce.payment.model.RefundAnswer.Impossible;
import ecommerce.payment.model.RefundAnswer.Refused;
import ecommerce.payment.model.RefundAnswer.Unanswered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must hold of refunds, whatever keeps them. */
public abstract class RefundsContract {

  private static final OptionalLong ALL = OptionalLong.empty();

  private final FakeCompany company = new FakeCompany();
  private final List<String> announced = Collections.synchronizedList(new ArrayList<>());
  private boolean busDown;
  private final RefundLedger ledger = refunds();
  private final Refunds refunds = new Refunds(ledger, company, this::announce);

  private final String order = "order-" + UUID.randomUUID();
  private final String token = "token-" + UUID.randomUUID();

  protected abstract Ledger ledger();

  protected abstract RefundLedger refunds();

  private void announce(Refund refund, Captured captured) {
    if (busDown) {
      throw new Outage("the bus is down");
    }
    announced.add(refund.refundId() + " " + refund.status() + " " + captured.refunded());
  }

  @BeforeEach
  void capture() {
    company.authorise(token, 1000);
    company.settle(token, Move.CAPTURE);
    ledger().write(new LedgerEntry(token, order, Outcome.PROCESSED, 1000, Optional.empty()));
    company.asked.clear();
  }

  @Test
  void givesAPartBack() {
    RefundAnswer answer = refund("r1", 300);

    assertThat(answer).isInstanceOf(Given.class);
    assertThat(company.refunded(token)).isEqualTo(300);
    assertThat(ledger.captured(order)).contains(new Captured(token, 1000, 1000, 700, 300));
    assertThat(announced).containsExactly("r1 DONE 300");
    assertThat(ledger.find(order, "r1").orElseThrow().open()).isFalse();
  }

  @Test
  void refundThatIsAskedForAgainMeanwhileStaysOpen() {
    ledger.open(
        new Refund(
            order,
            "r1",
            token,
            300,
            false,
            "broken",
            "somebody",
            Refund.Status.PENDING,
            Optional.empty(),
            true));
    ledger.refuse(ledger.find(order, "r1").orElseThrow(), "no");
    Refund refused = ledger.find(order, "r1").orElseThrow();
    assertThat(ledger.reopen(refused)).isTrue();

    ledger.close(refused);

    assertThat(ledger.find(order, "r1").orElseThrow().open()).isTrue();
  }

  @Test
  void givesBackAllThatIsLeft() {
    refund("r1", 300);

    assertThat(refunds.refund(request("r2", ALL))).isInstanceOf(Given.class);
    assertThat(refunds.refund(request("r2", ALL))).isInstanceOf(Given.class);

    assertThat(company.refunded(token)).isEqualTo(1000);
    assertThat(announced).containsExactly("r1 DONE 300", "r2 DONE 1000");
    assertThat(refunds.refund(request("r3", ALL)))
        .isEqualTo(new Impossible("nothing is left to give back"));
  }

  @Test
  void neverGivesBackMoreThanWasCaptured() {
    refund("r1", 600);

    assertThat(refund("r2", 401))
        .isEqualTo(new Impossible("amount is above what is left to give back, 400"));
    assertThat(ledger.find(order, "r2")).isEmpty();
    assertThat(company.asked).containsExactly("refund r1 600");
  }

  @Test
  void refusesAnOrderOfWhichNothingWasCaptured() {
    String released = "order-" + UUID.randomUUID();
    ledger()
        .write(new LedgerEntry("t-" + released, released, Outcome.CANCELLED, 5, Optional.empty()));

    assertThat(refunds.refund(request(released, "r1", OptionalLong.of(1))))
        .isEqualTo(new Impossible("nothing was captured for this order"));
    assertThat(refunds.refund(request("unknown-" + order, "r1", ALL)))
        .isEqualTo(new Impossible("nothing was captured for this order"));
    assertThat(refunds.lowered("unknown-" + order, 5)).isEmpty();
  }

  @Test
  void sameKeyAgainGivesTheFirstAnswerAndMovesNoMoney() {
    RefundAnswer first = refund("r1", 300);

    assertThat(refund("r1", 300)).isInstanceOf(first.getClass());

    assertThat(company.asked).containsExactly("refund r1 300");
    assertThat(announced).hasSize(1);
  }

  @Test
  void sameKeyWithAnotherAmountOrReasonIsRefused() {
    refund("r1", 300);
    Impossible other =
        new Impossible("idempotencyKey was used before for another amount or reason");

    assertThat(refund("r1", 301)).isEqualTo(other);
    assertThat(refunds.refund(request("r1", ALL))).isEqualTo(other);
    assertThat(
            refunds.refund(
                new RefundRequest(order, "r1", OptionalLong.of(300), "other", "somebody")))
        .isEqualTo(other);
  }

  @Test
  void lostAnswerLeavesTheRefundPendingAndTheSameKeyAsksAgain() {
    company.losesAnswers = true;
    assertThat(refund("r1", 300)).isInstanceOf(Unanswered.class);
    assertThat(ledger.find(order, "r1").orElseThrow().status()).isEqualTo(Status.PENDING);
    assertThat(refund("r2", 701)).isInstanceOf(Impossible.class);
    company.losesAnswers = false;

    assertThat(refund("r1", 300)).isInstanceOf(Given.class);

    assertThat(company.refunded(token)).isEqualTo(300);
    assertThat(announced).containsExactly("r1 DONE 300");
  }

  @Test
  void refusedRefundIsAnnouncedGivesTheAmountFreeAndCanBeRepeated() {
    company.refusesRefunds = true;
    assertThat(refund("r1", 300)).isInstanceOf(Refused.class);
    assertThat(ledger.captured(order).orElseThrow().left()).isEqualTo(1000);
    assertThat(ledger.find(order, "r1").orElseThrow().failure()).isPresent();
    company.refusesRefunds = false;

    assertThat(refund("r1", 300)).isInstanceOf(Given.class);

    assertThat(announced).containsExactly("r1 REFUSED 0", "r1 DONE 300");
    assertThat(ledger.find(order, "r1").orElseThrow().failure()).isEmpty();
  }

  @Test
  void refusedRefundIsNotRepeatedWhereTheAmountIsGone() {
    company.refusesRefunds = true;
    refund("r1", 300);
    company.refusesRefunds = false;
    refund("r2", 800);

    assertThat(refund("r1", 300))
        .isEqualTo(new Impossible("amount is above what is left to give back, 200"));
  }

  @Test
  void outcomeThatTheBusDidNotTakeIsAnnouncedByTheSameKey() {
    busDown = true;
    assertThatThrownBy(() -> refund("r1", 300)).isInstanceOf(Outage.class);
    busDown = false;
    assertThat(refund("r1", 300)).isInstanceOf(Given.class);

    assertThat(announced).containsExactly("r1 DONE 300");
    assertThat(company.asked).containsExactly("refund r1 300");
  }

  @Test
  void whatWasLeftUndoneIsFoundAndFinished() {
    company.losesAnswers = true;
    refund("r1", 300);
    company.losesAnswers = false;
    List<Refund> open = new ArrayList<>();
    ledger.openSince(Instant.parse("2100-01-01T00:00:00Z")).forEach(open::add);

    assertThat(open).extracting(Refund::refundId).contains("r1");
    open.stream().filter(refund -> refund.orderId().equals(order)).forEach(refunds::finish);

    assertThat(announced).containsExactly("r1 DONE 300");
    ledger
        .openSince(Instant.parse("2100-01-01T00:00:00Z"))
        .forEach(refund -> assertThat(refund.orderId()).isNotEqualTo(order));
  }

  @Test
  void totalThatWasLoweredTooLateIsGivenBackOnce() {
    assertThat(refunds.lowered(order, 800)).isPresent();
    assertThat(refunds.lowered(order, 800)).isEmpty();
    assertThat(refunds.lowered(order, 600)).isPresent();
    assertThat(refunds.lowered(order, 800)).isEmpty();
    assertThat(refunds.lowered(order, 1200)).isEmpty();

    assertThat(company.refunded(token)).isEqualTo(400);
    assertThat(announced).containsExactly("total/800 DONE 200", "total/600 DONE 400");
  }

  @Test
  void totalsThatRaceGiveBackWhatIsAboveTheLowest() throws Exception {
    List<Callable<Object>> events = new ArrayList<>();
    for (long total : List.of(900L, 800L, 700L, 900L, 800L, 700L)) {
      events.add(() -> refunds.lowered(order, total));
    }
    race(events);

    assertThat(company.refunded(token)).isEqualTo(300);
  }

  @Test
  void whatWasGivenBackAlreadyIsNotGivenBackAgainForATotal() {
    refund("r1", 900);

    refunds.lowered(order, 500);

    assertThat(company.refunded(token)).isEqualTo(1000);
  }

  @Test
  void refundOfATotalThatWasNotAnsweredIsAskedAgain() {
    company.losesAnswers = true;
    refunds.lowered(order, 600);
    company.losesAnswers = false;

    assertThat(refunds.lowered(order, 600).orElseThrow()).isInstanceOf(Given.class);
    assertThat(company.refunded(token)).isEqualTo(400);
  }

  @Test
  void fiftyRefundsAtOnceNeverGiveBackMoreThanWasCaptured() throws Exception {
    List<Callable<Object>> requests = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      String key = "r" + i;
      requests.add(() -> refund(key, 30));
    }
    List<Object> answers = race(requests);

    assertThat(answers).filteredOn(Given.class::isInstance).hasSize(33);
    assertThat(answers).filteredOn(Impossible.class::isInstance).hasSize(17);
    assertThat(company.refunded(token)).isEqualTo(990);
    assertThat(ledger.captured(order)).contains(new Captured(token, 1000, 1000, 10, 990));
    assertThat(announced).hasSize(33).anyMatch(outcome -> outcome.endsWith(" 990"));
  }

  @Test
  void oneKeyAskedForManyTimesAtOnceGivesBackOnce() throws Exception {
    List<Callable<Object>> requests = Collections.nCopies(10, () -> refund("r1", 300));

    assertThat(race(requests)).allMatch(Given.class::isInstance);

    assertThat(company.refunded(token)).isEqualTo(300);
    assertThat(ledger.captured(order)).contains(new Captured(token, 1000, 1000, 700, 300));
  }

  private RefundAnswer refund(String key, long amount) {
    return refunds.refund(request(key, OptionalLong.of(amount)));
  }

  private RefundRequest request(String key, OptionalLong amount) {
    return request(order, key, amount);
  }

  private static RefundRequest request(String order, String key, OptionalLong amount) {
    return new RefundRequest(order, key, amount, "broken", "somebody");
  }

  private static List<Object> race(List<Callable<Object>> moves) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(moves.size())) {
      List<Object> answers = new ArrayList<>();
      for (Future<Object> answer : threads.invokeAll(moves)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }
}
