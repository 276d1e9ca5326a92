package ecommerce.payment3p.model;

/** Where a payment token stands: authorised, then captured or cancelled. */
public sealed interface TokenState {

  /** The card holder's bank keeps the amount for us. */
  record Authorised(long amount) implements TokenState {}

  /** The authorisation has ended, for the amount that it had then. */
  record Settled(Settlement how, long amount) implements TokenState {}

  /** The token was never given out. */
  record Unknown() implements TokenState {}
}
