package ecommerce.local.events;

import ecommerce.local.store.Collection;
import java.util.ArrayList;
import java.util.List;

/**
 * A pending event being delivered. Usually it is written once and removed once; only when a target
 * has to wait for a retry is the record renewed, so that a restart does not bother the targets that
 * are done.
 */
final class InFlight {

  private final String key;
  private final Collection<PendingEvent> stored;
  private final PendingEvent event;
  private final List<Delivery> left;
  private boolean waiting;

  InFlight(String key, PendingEvent event, Collection<PendingEvent> stored) {
    this.key = key;
    this.event = event;
    this.stored = stored;
    this.left = new ArrayList<>(event.deliveries());
  }

  String key() {
    return key;
  }

  PendingEvent event() {
    return event;
  }

  /** True where it was the last. */
  synchronized boolean done(Delivery delivery) {
    left.remove(delivery);
    if (left.isEmpty()) {
      stored.remove(key);
    } else if (waiting) {
      stored.put(key, event.with(left));
    }
    return left.isEmpty();
  }

  synchronized Delivery again(Delivery delivery) {
    Delivery next = delivery.again();
    left.set(left.indexOf(delivery), next);
    waiting = true;
    stored.put(key, event.with(left));
    return next;
  }
}
