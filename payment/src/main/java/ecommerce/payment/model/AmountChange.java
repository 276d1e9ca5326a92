package ecommerce.payment.model;

/** What a changed total does to the payment of its order. */
public enum AmountChange {
  /** The authorisation is for the new total. */
  ACCEPTED,
  /** The payment company refuses it, as it does an amount above the authorised one. */
  REFUSED,
  /** The order is not known: the total is kept until it comes. */
  FORESEEN,
  /** The payment has ended: what was captured too much is a refund. */
  ENDED
}
