package ecommerce.local.events;

import ecommerce.local.Scope;
import ecommerce.local.TraceHeader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An accepted event that not all targets have taken.
 *
 * @param event the envelope, JSON
 * @param forwarded it came from another bus
 * @param deliveries what is still to be done
 * @param trace the header that came with it, for what its targets cause; may be empty
 */
record PendingEvent(
    String event, Instant ingested, boolean forwarded, List<Delivery> deliveries, String trace) {

  PendingEvent {
    trace = trace == null ? "" : trace;
    deliveries = List.copyOf(deliveries);
  }

  PendingEvent with(List<Delivery> left) {
    return new PendingEvent(event, ingested, forwarded, left, trace);
  }

  /** In which its targets are called. */
  Scope scope() {
    return new Scope(Optional.empty(), TraceHeader.parse(trace));
  }
}
