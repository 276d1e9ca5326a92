package ecommerce.payment3p.model;

import java.util.HashMap;
import java.util.Map;

/** Tokens in memory. */
public final class MemoryTokens implements Tokens {

  private final Map<String, TokenState> states = new HashMap<>();
  private final Map<String, Long> refundable = new HashMap<>();

  @Override
  public synchronized TokenState find(String token) {
    return states.getOrDefault(token, new TokenState.Unknown());
  }

  @Override
  public synchronized void authorise(String token, long amount) {
    states.put(token, new TokenState.Authorised(amount));
  }

  @Override
  public synchronized boolean lower(String token, long amount) {
    if (find(token) instanceof TokenState.Authorised is && is.amount() >= amount) {
      authorise(token, amount);
      return true;
    }
    return false;
  }

  @Override
  public synchronized boolean settle(String token, long amount, Settlement how) {
    if (!find(token).equals(new TokenState.Authorised(amount))) {
      return false;
    }
    states.put(token, new TokenState.Settled(how, amount));
    if (how == Settlement.CAPTURED) {
      refundable.put(token, amount);
    }
    return true;
  }

  @Override
  public synchronized boolean refund(String token, long amount) {
    if (refundable.getOrDefault(token, -1L) < amount) {
      return false;
    }
    refundable.merge(token, -amount, Long::sum);
    return true;
  }

  @Override
  public synchronized boolean refundRest(String token) {
    return refundable.computeIfPresent(token, (any, rest) -> 0L) != null;
  }
}
