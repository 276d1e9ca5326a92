package ecommerce.payment.handlers;

import ecommerce.edge.InvocationLog;
import ecommerce.payment.model.RefundAnswer;

/**
 * Counts what becomes of refunds: how many, and how much money. One that was closed before, and is
 * asked for again, moves no money and counts no more.
 */
final class RefundMetrics {

  private RefundMetrics() {}

  static void count(RefundAnswer answer, InvocationLog log) {
    switch (answer) {
      case RefundAnswer.Given given when !given.refund().open() -> log.put("given", "before");
      case RefundAnswer.Given given ->
          log.count("RefundsGiven").count("AmountRefunded", given.refund().amount());
      case RefundAnswer.Refused refused -> log.count("RefundsRefused");
      case RefundAnswer.Unanswered unanswered ->
          log.count("RefundsUnanswered").put("unanswered", unanswered.cause().getMessage());
      case RefundAnswer.Impossible(String reason) -> log.put("refused", reason);
    }
  }
}
