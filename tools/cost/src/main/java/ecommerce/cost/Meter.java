package ecommerce.cost;

import java.time.Instant;

/** Tells what was used. */
public interface Meter {

  /** Everything from a time on, until now. */
  Usage since(Instant from);

  /** Everything from one time (included) to another (not included). */
  Usage between(Instant from, Instant to);
}
