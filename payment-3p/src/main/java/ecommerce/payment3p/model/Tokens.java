package ecommerce.payment3p.model;

import java.util.OptionalLong;

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

  /** What was given back under this id; empty where nothing was yet. */
  OptionalLong refunded(String token, String refundId);

  /**
   * Gives back a part of what was captured, and remembers it under its id.
   *
   * @return false where something was given back under this id before, the token is not captured,
   *     or less than that is left of the captured amount; nothing changed then
   */
  boolean refund(String token, String refundId, long amount);
}
