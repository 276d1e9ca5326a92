package ecommerce.payment.model;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.edge.Outage;
import ecommerce.payment.model.Difference.Kind;
import ecommerce.payment.model.LedgerEntry.Outcome;
import ecommerce.payment.model.Reconciliation.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must hold when what is recorded is compared with the company, whatever keeps it. */
public abstract class ReconciliationContract {

  private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

  private final FakeCompany company = new FakeCompany();
  private final List<Difference> differences = new ArrayList<>();
  private final List<String> announced = new ArrayList<>();
  private boolean busDown;
  private PendingPayments pending;
  private Ledger ledger;
  private RefundLedger refundLedger;
  private Refunds refunds;
  private Reconciliation reconciliation;

  private final String order = "order-" + UUID.randomUUID();
  private final String token = "token-" + UUID.randomUUID();

  /** Nothing is in what this test is given. */
  protected abstract Parts empty();

  /** What keeps payments. */
  public record Parts(
      PendingPayments pending, Ledger ledger, RefundLedger refunds, Unchecked unchecked) {}

  @BeforeEach
  void wire() {
    Parts parts = empty();
    pending = parts.pending();
    ledger = parts.ledger();
    refundLedger = parts.refunds();
    OrderPayments payments =
        new OrderPayments(
            pending, ledger, company, entry -> announced.add(entry.outcome().toString()));
    refunds =
        new Refunds(
            refundLedger,
            company,
            (refund, captured) -> announced.add("refund " + refund.status()));
    DifferenceAnnouncements announcements =
        difference -> {
          if (busDown) {
            throw new Outage("the bus is down");
          }
          differences.add(difference);
        };
    reconciliation =
        new Reconciliation(
            refundLedger,
            refunds,
            pending,
            new PendingReview(payments, company, announcements),
            parts.unchecked(),
            new LedgerReview(parts.unchecked(), company, announcements));
  }

  private Report run() {
    return reconciliation.run(LATER, () -> true);
  }

  private void recorded(Outcome outcome, long amount) {
    ledger.write(new LedgerEntry(token, order, outcome, amount, Optional.empty()));
  }

  private void captured() {
    company.authorise(token, 1000);
    company.settle(token, Move.CAPTURE);
    recorded(Outcome.PROCESSED, 1000);
  }

  @Test
  void whatAgreesIsNotLookedAtAgain() {
    captured();

    assertThat(run()).isEqualTo(new Report(0, 0, 1, 0, 0, 0));
    assertThat(run()).isEqualTo(new Report(0, 0, 0, 0, 0, 0));
    assertThat(differences).isEmpty();
  }

  @Test
  void authorisationThatWasNeverReleasedIsReleased() {
    company.authorise(token, 700);
    recorded(Outcome.CANCELLED, 700);

    assertThat(run()).isEqualTo(new Report(0, 0, 1, 1, 1, 0));

    assertThat(company.standing(token)).isEqualTo(new Standing(Standing.Is.CANCELLED, 700, 0));
    assertThat(differences)
        .containsExactly(
            new Difference(
                order,
                Kind.NOT_RELEASED,
                "CANCELLED",
                700,
                0,
                new Standing(Standing.Is.AUTHORISED, 700, 0),
                true));
    assertThat(run()).isEqualTo(new Report(0, 0, 0, 0, 0, 0));
  }

  @Test
  void captureThatNobodyKnowsIsReportedOnceAndCountedUntilItIsGone() {
    company.authorise(token, 700);
    company.settle(token, Move.CAPTURE);
    recorded(Outcome.CANCELLED, 700);

    assertThat(run()).isEqualTo(new Report(0, 0, 1, 1, 0, 0));
    assertThat(run()).isEqualTo(new Report(0, 0, 1, 1, 0, 0));

    assertThat(differences)
        .singleElement()
        .satisfies(
            difference -> {
              assertThat(difference.kind()).isEqualTo(Kind.CAPTURED_UNKNOWN);
              assertThat(difference.repaired()).isFalse();
            });
    assertThat(company.asked).doesNotContain("RELEASE");
  }

  @Test
  void failedPaymentThatWasCapturedIsReported() {
    company.authorise(token, 700);
    company.settle(token, Move.CAPTURE);
    ledger.write(new LedgerEntry(token, order, Outcome.FAILED, 700, Optional.of("refused")));

    run();

    assertThat(differences).extracting(Difference::kind).containsExactly(Kind.CAPTURED_UNKNOWN);
  }

  @Test
  void captureThatDidNotHappenOrWasOfAnotherAmountIsReportedAndNotRepaired() {
    company.authorise(token, 700);
    recorded(Outcome.PROCESSED, 700);
    run();
    company.settle(token, Move.CAPTURE);
    run();
    assertThat(differences).extracting(Difference::kind).containsExactly(Kind.NOT_CAPTURED);
    assertThat(run()).isEqualTo(new Report(0, 0, 0, 0, 0, 0));

    String other = token + "-2";
    company.authorise(other, 600);
    company.settle(other, Move.CAPTURE);
    ledger.write(new LedgerEntry(other, order, Outcome.PROCESSED, 700, Optional.empty()));
    run();
    assertThat(differences).extracting(Difference::kind).endsWith(Kind.AMOUNT_DIFFERS);
  }

  @Test
  void tokenThatTheCompanyDoesNotKnowIsReported() {
    recorded(Outcome.PROCESSED, 700);

    run();

    assertThat(differences).extracting(Difference::kind).containsExactly(Kind.TOKEN_UNKNOWN);
  }

  @Test
  void moneyThatWasGivenBackPastThePlatformIsReported() {
    captured();
    company.refundElsewhere(token, 200);

    run();

    assertThat(differences).extracting(Difference::kind).containsExactly(Kind.REFUNDED_DIFFERS);
  }

  @Test
  void refundIsComparedTooOnceItIsDone() {
    captured();
    run();
    refunds.refund(new RefundRequest(order, "r1", OptionalLong.of(300), "broken", "somebody"));

    assertThat(run()).isEqualTo(new Report(0, 0, 1, 0, 0, 0));
    assertThat(run()).isEqualTo(new Report(0, 0, 0, 0, 0, 0));
  }

  @Test
  void refundThatIsMadeWhileTheCompanyIsAskedIsNoDifference() {
    captured();
    company.meanwhile =
        () ->
            refunds.refund(
                new RefundRequest(order, "r1", OptionalLong.of(300), "broken", "somebody"));

    assertThat(run()).isEqualTo(new Report(0, 0, 1, 0, 0, 0));

    assertThat(differences).isEmpty();
    assertThat(run()).isEqualTo(new Report(0, 0, 1, 0, 0, 0));
    assertThat(run()).isEqualTo(new Report(0, 0, 0, 0, 0, 0));
  }

  @Test
  void refundThatWasNotAnsweredIsAskedForAgainAndNoDifference() {
    captured();
    company.losesAnswers = true;
    refunds.refund(new RefundRequest(order, "r1", OptionalLong.of(300), "broken", "somebody"));
    assertThat(run().unanswered()).isEqualTo(1);
    company.losesAnswers = false;

    run();

    assertThat(announced).containsExactly("refund DONE");
    assertThat(company.refunded(token)).isEqualTo(300);
    assertThat(differences).isEmpty();
    assertThat(refundLedger.find(order, "r1").orElseThrow().open()).isFalse();
  }

  @Test
  void whatTheCompanyHasDoneAlreadyIsFinishedHere() {
    company.authorise(token, 1000);
    pending.remember(new Pending(order, token, OptionalLong.of(1000)));
    company.settle(token, Move.CAPTURE);

    Report report = run();

    assertThat(report.repaired()).isEqualTo(1);
    assertThat(announced).containsExactly("PROCESSED");
    assertThat(pending.find(order)).isEmpty();
    assertThat(ledger.find(token).orElseThrow().outcome()).isEqualTo(Outcome.PROCESSED);
    assertThat(differences).extracting(Difference::kind).containsExactly(Kind.STILL_PENDING);
  }

  @Test
  void paymentThatTakesThePlaceOfAFinishedOneIsNotCaptured() {
    Pending first = new Pending(order, token, OptionalLong.of(1000));
    Pending next = new Pending(order, "next-" + token, OptionalLong.of(800));
    company.authorise(token, 1000);
    company.authorise(next.token(), 800);
    pending.remember(first);
    company.settle(token, Move.CAPTURE);
    company.meanwhile =
        () -> {
          pending.remove(first);
          pending.remember(next);
        };

    run();

    company.meanwhile = () -> {};
    assertThat(company.standing(next.token()).is()).isEqualTo(Standing.Is.AUTHORISED);
    assertThat(pending.find(order)).contains(next);
    assertThat(announced).isEmpty();
  }

  @Test
  void pendingPaymentThatIsAuthorisedIsAsItShouldBe() {
    company.authorise(token, 1000);
    pending.remember(new Pending(order, token, OptionalLong.of(1000)));

    assertThat(run()).isEqualTo(new Report(0, 1, 0, 0, 0, 0));

    assertThat(pending.find(order)).isPresent();
  }

  @Test
  void companyThatIsDownHoldsUpNothingForEver() {
    captured();
    company.down = true;
    assertThat(run()).isEqualTo(new Report(0, 0, 1, 0, 0, 1));
    company.down = false;

    assertThat(run()).isEqualTo(new Report(0, 0, 1, 0, 0, 0));
  }

  @Test
  void differenceThatTheBusDidNotTakeIsReportedTheNextTime() {
    recorded(Outcome.PROCESSED, 700);
    busDown = true;
    assertThat(run().unanswered()).isEqualTo(1);
    busDown = false;

    run();

    assertThat(differences).hasSize(1);
  }

  @Test
  void whatThereIsNoTimeForIsLeft() {
    captured();

    assertThat(reconciliation.run(LATER, () -> false)).isEqualTo(new Report(0, 0, 0, 0, 0, 0));
  }
}
