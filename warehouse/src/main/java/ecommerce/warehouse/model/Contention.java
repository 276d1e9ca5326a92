package ecommerce.warehouse.model;

import ecommerce.edge.Patience;
import ecommerce.warehouse.model.PackagingRequests.Written;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * {@link Patience} with others who write to the same things.
 *
 * @param limit how long it tries; what calls it must have more
 */
public record Contention(Duration limit) {

  /** Looks and decides until the write finds what was seen. */
  Written untilWritten(String what, Supplier<Written> attempt) {
    for (Patience patience = new Patience(what, limit); ; patience.pause()) {
      Written written = attempt.get();
      if (written != Written.CHANGED_MEANWHILE) {
        return written;
      }
    }
  }
}
