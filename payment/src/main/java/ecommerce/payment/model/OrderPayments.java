package ecommerce.payment.model;

import ecommerce.edge.Outage;
import ecommerce.payment.model.LedgerEntry.Outcome;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The payments of orders. Events may come twice and in any order: what makes a capture or release
 * happen once is the token, which the ledger knows for ever.
 *
 * <p>A payment ends in steps, each of which may be the last one before a crash: the company moves
 * the money, the ledger says so, the outcome is announced, the pending item is removed. Since the
 * item goes last, the same event finds it again and does the steps that are left; pending item and
 * ledger together are the outbox.
 */
public final class OrderPayments {

  private final PendingPayments pending;
  private final Ledger ledger;
  private final PaymentCompany company;
  private final Announcements announcements;

  public OrderPayments(
      PendingPayments pending, Ledger ledger, PaymentCompany company, Announcements announcements) {
    this.pending = pending;
    this.ledger = ledger;
    this.company = company;
    this.announcements = announcements;
  }

  /**
   * An order was made. What was reported of it before happens now.
   *
   * @return how its payment ended, where its end was reported before
   */
  public Optional<LedgerEntry> ordered(String orderId, String token, OptionalLong total) {
    if (!pending.remember(new Pending(orderId, token, total))) {
      return Optional.empty();
    }
    total.ifPresent(amount -> ledger.authorised(orderId, token, amount));
    Foreseen foreseen = ledger.foreseen(orderId);
    if (foreseen.total().isPresent()) {
      changeTotal(orderId, foreseen.total().getAsLong());
    }
    return foreseen.move().flatMap(move -> settle(orderId, move));
  }

  /** The total of an order changed. */
  public AmountChange changeTotal(String orderId, long total) {
    Optional<Pending> payment = pending.find(orderId);
    if (payment.isEmpty()) {
      if (!ledger.foresee(orderId, total)) {
        return AmountChange.ENDED;
      }
      payment = pending.find(orderId); // it may have come in between
    }
    return payment.map(due -> changeAmount(due, total)).orElse(AmountChange.FORESEEN);
  }

  private AmountChange changeAmount(Pending payment, long total) {
    if (company.updateAmount(payment.token(), total)) {
      pending.changeAmount(payment, total);
      return AmountChange.ACCEPTED;
    }
    if (ledger.find(payment.token()).filter(LedgerEntry::isFinal).isPresent()) {
      return AmountChange.ENDED;
    }
    if (company.standing(payment.token()).is() == Standing.Is.CAPTURED) {
      throw new Outage("the payment is being captured at this moment");
    }
    return AmountChange.REFUSED;
  }

  /**
   * The payment of an order is due, or will never be.
   *
   * @return how it ended; empty where no payment is pending
   */
  public Optional<LedgerEntry> settle(String orderId, Move move) {
    Optional<Pending> payment = pending.find(orderId);
    if (payment.isEmpty() && ledger.foresee(orderId, move)) {
      payment = pending.find(orderId); // it may have come in between
    }
    return payment.map(due -> end(due, move));
  }

  /**
   * The company has made this move: does the steps that are left here.
   *
   * @return how it ended; empty where this payment is not pending any more
   */
  Optional<LedgerEntry> finish(Pending payment, Move move) {
    return pending
        .find(payment.orderId())
        .filter(due -> due.token().equals(payment.token()))
        .map(due -> end(due, move));
  }

  private LedgerEntry end(Pending payment, Move move) {
    LedgerEntry entry =
        ledger
            .find(payment.token())
            .filter(LedgerEntry::isFinal)
            .orElseGet(() -> ledger.write(ask(payment, move)));
    if (!entry.orderId().equals(payment.orderId())) {
      entry = LedgerEntry.failed(payment, "the payment token was used for another order");
      ledger.writeForOrder(entry);
    }
    announcements.announce(entry);
    pending.remove(payment);
    return entry;
  }

  private LedgerEntry ask(Pending payment, Move move) {
    PaymentCompany.Answer answer = company.settle(payment.token(), move);
    if (!answer.ok()) {
      return LedgerEntry.failed(
          payment,
          switch (move) {
            case CAPTURE -> "the payment company refused to capture the amount";
            case RELEASE -> "the payment company refused to release the authorisation";
          });
    }
    OptionalLong amount = answer.amount().isPresent() ? answer.amount() : payment.amount();
    return new LedgerEntry(
        payment.token(),
        payment.orderId(),
        move == Move.CAPTURE ? Outcome.PROCESSED : Outcome.CANCELLED,
        amount.orElseThrow(
            () -> new Outage("the payment company did not say which amount it moved")),
        Optional.empty());
  }
}
