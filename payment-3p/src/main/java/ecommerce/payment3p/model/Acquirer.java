package ecommerce.payment3p.model;

import ecommerce.edge.Outage;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The moves of a payment: authorise, lower, capture or cancel, refund (contracts.md, "payment-3p").
 * What has already happened is done; what cannot happen any more, or to a token that was never
 * given out, is refused. The authorised amount can be lowered and not raised again: lowering
 * releases the rest at once.
 */
public final class Acquirer {

  private static final int ATTEMPTS = 20;
  private static final Duration PAUSE = Duration.ofMillis(5);

  /**
   * Whether a settlement is done, and for which amount.
   *
   * @param amount 0 where it was refused
   */
  public record Settled(boolean ok, long amount) {

    private static final Settled REFUSED = new Settled(false, 0);
  }

  private final Tokens tokens;
  private final Supplier<String> ids;

  public Acquirer(Tokens tokens, Supplier<String> ids) {
    this.tokens = tokens;
    this.ids = ids;
  }

  /** Authorises an amount under a new token. */
  public String preauthorise(long amount) {
    String token = ids.get();
    tokens.authorise(token, amount);
    return token;
  }

  /** Whether the token is still authorised for at least this amount. */
  public boolean check(String token, long amount) {
    return tokens.find(token) instanceof TokenState.Authorised authorised
        && authorised.amount() >= amount;
  }

  public boolean updateAmount(String token, long amount) {
    return tokens.lower(token, amount);
  }

  public Settled capture(String token) {
    return settle(token, Settlement.CAPTURED);
  }

  public Settled cancel(String token) {
    return settle(token, Settlement.CANCELLED);
  }

  /**
   * @param amount what to give back; all that is left, where it is empty
   */
  public boolean refund(String token, OptionalLong amount) {
    return amount.isPresent() ? tokens.refund(token, amount.getAsLong()) : tokens.refundRest(token);
  }

  /**
   * Gives an amount back once for each id, however often it is asked for.
   *
   * @param amount what to give back; all that is left, where it is empty
   * @return whether it is given back; false, and nothing changes, where another amount was given
   *     back under this id, or less than that is left
   */
  public boolean refund(String token, String refundId, OptionalLong amount) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      OptionalLong before = tokens.refunded(token, refundId);
      if (before.isPresent()) {
        return amount.isEmpty() || amount.equals(before);
      }
      if (!(tokens.find(token) instanceof TokenState.Settled settled && settled.isCaptured())) {
        return false;
      }
      long wanted = amount.orElse(settled.left());
      if (wanted > settled.left()) {
        return false;
      }
      if (tokens.refund(token, refundId, wanted)) {
        return true;
      }
      // Another refund came first: look at what it left.
      pause(attempt);
    }
    throw new Outage("the token was changed by others at each of " + ATTEMPTS + " attempts");
  }

  /** Where the token stands. */
  public TokenState status(String token) {
    return tokens.find(token);
  }

  private static void pause(int attempt) {
    long longest = PAUSE.toNanos() * attempt;
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest + 1));
  }

  private Settled settle(String token, Settlement wanted) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      switch (tokens.find(token)) {
        case TokenState.Authorised(long amount) -> {
          if (tokens.settle(token, amount, wanted)) {
            return new Settled(true, amount);
          }
          // Another move came first: look at what it left.
          pause(attempt);
        }
        case TokenState.Settled settled -> {
          return settled.how() == wanted ? new Settled(true, settled.amount()) : Settled.REFUSED;
        }
        case TokenState.Unknown() -> {
          return Settled.REFUSED;
        }
      }
    }
    throw new Outage("the token was changed by others at each of " + ATTEMPTS + " attempts");
  }
}
