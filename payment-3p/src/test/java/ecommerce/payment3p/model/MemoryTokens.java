package ecommerce.payment3p.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Tokens in memory. */
public final class MemoryTokens implements Tokens {

  private final Map<String, TokenState> states = new HashMap<>();
  private final Map<List<String>, Long> refunds = new HashMap<>();

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
    states.put(token, new TokenState.Settled(how, amount, 0));
    return true;
  }

  @Override
  public synchronized boolean refund(String token, long amount) {
    if (find(token) instanceof TokenState.Settled settled
        && settled.isCaptured()
        && settled.left() >= amount) {
      long refunded = settled.refunded() + amount;
      states.put(token, new TokenState.Settled(settled.how(), settled.amount(), refunded));
      return true;
    }
    return false;
  }

  @Override
  public synchronized boolean refundRest(String token) {
    return find(token) instanceof TokenState.Settled settled && refund(token, settled.left());
  }

  @Override
  public synchronized OptionalLong refunded(String token, String refundId) {
    Long amount = refunds.get(List.of(token, refundId));
    return amount == null ? OptionalLong.empty() : OptionalLong.of(amount);
  }

  @Override
  public synchronized boolean refund(String token, String refundId, long amount) {
    if (refunded(token, refundId).isPresent() || !refund(token, amount)) {
      return false;
    }
    refunds.put(List.of(token, refundId), amount);
    return true;
  }
}
