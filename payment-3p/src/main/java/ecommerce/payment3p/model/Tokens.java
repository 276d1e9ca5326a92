package ecommerce.payment3p.model;

/**
 * The tokens that were given out. Each change is one atomic write: of two that race, one happens.
 */
public interface Tokens {

  TokenState find(String token);

  /** Keeps a new token. */
  void authorise(String token, long amount);

  /**
   * Makes the authorised amount smaller, or leaves it.
   *
   * @return false where the token is not authorised, or only for less
   */
  boolean lower(String token, long amount);

  /**
   * Ends an authorisation.
   *
   * @return false where the token is not authorised for exactly this amount (any more), and nothing
   *     changed
   */
  boolean settle(String token, long amount, Settlement how);

  /**
   * Gives back a part of what was captured.
   *
   * @return false where the token is not captured, or less than that is left of the captured amount
   */
  boolean refund(String token, long amount);

  /**
   * Gives back all that is left of what was captured.
   *
   * @return false where the token is not captured
   */
  boolean refundRest(String token);
}
