package ecommerce.payment3p.model;

import ecommerce.edge.Patience;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The moves of a payment: authorise, lower, capture or cancel, refund (contracts.md, "payment-3p").
 * What has already happened is done; what cannot happen any more, or to a token that was never
 * given out, is refused. The authorised amount can be lowered and not raised again: lowering
 * releases the rest at once.
 */
public final class Acquirer {

  private static final Duration LIMIT = Duration.ofSeconds(2);

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
    for (Patience patience = patience(); ; patience.pause()) {
      // Before the id is looked for: what a refund under it took meanwhile is not missed then.
      TokenState state = tokens.find(token);
      OptionalLong before = tokens.refunded(token, refundId);
      if (before.isPresent()) {
        return amount.isEmpty() || amount.equals(before);
      }
      if (!(state instanceof TokenState.Settled settled && settled.isCaptured())) {
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
    }
  }

  /** Where the token stands. */
  public TokenState status(String token) {
    return tokens.find(token);
  }

  private static Patience patience() {
    return new Patience("the token", LIMIT);
  }

  private Settled settle(String token, Settlement wanted) {
    for (Patience patience = patience(); ; patience.pause()) {
      switch (tokens.find(token)) {
        case TokenState.Authorised(long amount) -> {
          if (tokens.settle(token, amount, wanted)) {
            return new Settled(true, amount);
          }
          // Another move came first: look at what it left.
        }
        case TokenState.Settled settled -> {
          return settled.how() == wanted ? new Settled(true, settled.amount()) : Settled.REFUSED;
        }
        case TokenState.Unknown() -> {
          return Settled.REFUSED;
        }
      }
    }
  }
}
