package ecommerce.payment.model;

import java.util.OptionalLong;

/**
 * The company that moves the money. Asking again for what has happened is no error and changes
 * nothing.
 */
public interface PaymentCompany {

  /**
   * What it says to a capture or a release.
   *
   * @param amount what was captured or released, where it tells
   */
  record Answer(boolean ok, OptionalLong amount) {}

  /** Whether the token is still authorised for at least this amount. */
  boolean check(String token, long amount);

  /**
   * @return false where it refuses
   */
  boolean updateAmount(String token, long amount);

  Answer settle(String token, Move move);

  /**
   * Gives an amount back, once for each id.
   *
   * @return false where it refuses
   */
  boolean refund(String token, String refundId, long amount);

  Standing standing(String token);
}
