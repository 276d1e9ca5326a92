package ecommerce.payment.model;

import ecommerce.edge.Outage;

/** What becomes of a request to give back money. */
public sealed interface RefundAnswer {

  /**
   * The money is given back, now or by an earlier request under the same id, whose refund is not
   * open any more.
   */
  record Given(Refund refund) implements RefundAnswer {}

  /** The payment company refuses; the amount can be asked for again. */
  record Refused(Refund refund) implements RefundAnswer {}

  /** The payment company did not answer: it is asked again, under the same id. */
  record Unanswered(Refund refund, Outage cause) implements RefundAnswer {}

  /** The request cannot be met, and nothing was asked of the company. */
  record Impossible(String reason) implements RefundAnswer {}
}
