package ecommerce.payment3p.model;

/** Where a payment token stands: authorised, then captured or cancelled. */
public sealed interface TokenState {

  /** The card holder's bank keeps the amount for us. */
  record Authorised(long amount) implements TokenState {}

  /**
   * The authorisation has ended, for the amount that it had then.
   *
   * @param refunded how much of it was given back since: never more than was captured
   */
  record Settled(Settlement how, long amount, long refunded) implements TokenState {

    boolean isCaptured() {
      return how == Settlement.CAPTURED;
    }

    long left() {
      return amount - refunded;
    }
  }

  /** The token was never given out. */
  record Unknown() implements TokenState {}
}
