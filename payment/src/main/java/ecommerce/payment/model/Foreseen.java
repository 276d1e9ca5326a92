package ecommerce.payment.model;

import java.util.Optional;
import java.util.OptionalLong;

/** What was reported of an order before the order itself. */
public record Foreseen(Optional<Move> move, OptionalLong total) {

  public static final Foreseen NOTHING = new Foreseen(Optional.empty(), OptionalLong.empty());
}
