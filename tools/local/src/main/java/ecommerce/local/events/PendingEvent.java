package ecommerce.local.events;

import java.time.Instant;
import java.util.List;

/**
 * An accepted event that not all targets have taken.
 *
 * @param event the envelope, JSON
 * @param forwarded it came from another bus
 * @param deliveries what is still to be done
 */
record PendingEvent(String event, Instant ingested, boolean forwarded, List<Delivery> deliveries) {

  PendingEvent {
    deliveries = List.copyOf(deliveries);
  }

  PendingEvent with(List<Delivery> left) {
    return new PendingEvent(event, ingested, forwarded, left);
  }
}
