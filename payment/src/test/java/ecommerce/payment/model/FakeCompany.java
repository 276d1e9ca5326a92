package ecommerce.payment.model;

import ecommerce.edge.Outage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A payment company in memory that keeps payment-3p's rules, remembers what it was asked, and can
 * be down.
 */
public final class FakeCompany implements PaymentCompany {

  public final List<String> asked = new ArrayList<>();
  public boolean down;
  private final Map<String, Long> authorised = new HashMap<>();
  private final Map<String, Move> settled = new HashMap<>();
  private final Map<String, Long> amounts = new HashMap<>();

  public synchronized void authorise(String token, long amount) {
    authorised.put(token, amount);
  }

  @Override
  public synchronized boolean check(String token, long amount) {
    ask("check " + amount);
    return authorised.getOrDefault(token, -1L) >= amount;
  }

  @Override
  public synchronized boolean updateAmount(String token, long amount) {
    ask("updateAmount " + amount);
    return authorised.computeIfPresent(token, (any, is) -> is >= amount ? amount : is) != null
        && authorised.get(token) == amount;
  }

  @Override
  public synchronized Answer settle(String token, Move move) {
    ask(move.toString());
    Long amount = authorised.remove(token);
    if (amount != null) {
      settled.put(token, move);
      amounts.put(token, amount);
    }
    return settled.get(token) == move
        ? new Answer(true, OptionalLong.of(amounts.get(token)))
        : new Answer(false, OptionalLong.empty());
  }

  private void ask(String call) {
    if (down) {
      throw new Outage("the payment company is down");
    }
    asked.add(call);
  }
}
