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
  public boolean losesAnswers;
  public boolean refusesRefunds;

  /** Happens before it says where a token stands. */
  public Runnable meanwhile = () -> {};

  private final Map<String, Long> refunds = new HashMap<>();
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

  @Override
  public synchronized boolean refund(String token, String refundId, long amount) {
    ask("refund " + refundId + " " + amount);
    boolean asked = refunds.containsKey(token + " " + refundId);
    if (!asked && !refusesRefunds && amount <= left(token)) {
      refunds.put(token + " " + refundId, amount);
      asked = true;
    }
    if (losesAnswers) {
      throw new Outage("the payment company's answer was lost");
    }
    return asked;
  }

  @Override
  public synchronized Standing standing(String token) {
    ask("standing");
    meanwhile.run();
    if (authorised.containsKey(token)) {
      return new Standing(Standing.Is.AUTHORISED, authorised.get(token), 0);
    }
    if (!settled.containsKey(token)) {
      return new Standing(Standing.Is.UNKNOWN, 0, 0);
    }
    return settled.get(token) == Move.CAPTURE
        ? new Standing(Standing.Is.CAPTURED, amounts.get(token), refunded(token))
        : new Standing(Standing.Is.CANCELLED, amounts.get(token), 0);
  }

  /** Somebody gives money back past this platform. */
  public synchronized void refundElsewhere(String token, long amount) {
    refunds.put(token + " elsewhere", amount);
  }

  public synchronized long refunded(String token) {
    return refunds.entrySet().stream()
        .filter(refund -> refund.getKey().startsWith(token + " "))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private long left(String token) {
    return settled.get(token) == Move.CAPTURE ? amounts.get(token) - refunded(token) : -1;
  }

  private void ask(String call) {
    if (down) {
      throw new Outage("the payment company is down");
    }
    asked.add(call);
  }
}
