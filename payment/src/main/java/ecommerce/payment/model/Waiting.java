package ecommerce.payment.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A payment that is pending, and since when.
 *
 * @param since empty where a client put the item: it may have waited for ever
 */
public record Waiting(Pending payment, Optional<Instant> since) {

  /** Whether it has waited longer than until this moment. */
  public boolean isOlderThan(Instant moment) {
    return since.isEmpty() || since.get().isBefore(moment);
  }
}
