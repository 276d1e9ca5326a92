package ecommerce.local.events;

import ecommerce.local.Scope;
import ecommerce.local.TraceHeader;
import java.time.Instant;
import java.util.List;

/** What comes to a bus: matched by its rules, and kept for their targets. */
final class Arrivals {

  private final Arns arns;
  private final Buses buses;
  private final Rules rules;
  private final Deliveries deliveries;
  private final EventMeter meter;

  Arrivals(Arns arns, Buses buses, Rules rules, Deliveries deliveries, EventMeter meter) {
    this.meter = meter;
    this.arns = arns;
    this.buses = buses;
    this.rules = rules;
    this.deliveries = deliveries;
  }

  /** An event of an application, in the trace of the current scope. Returns when it is durable. */
  void event(String bus, String event, Instant now) {
    accept(bus, event, now, false);
  }

  /** An event that another bus sends. */
  void forwarded(String bus, String event, Instant now) {
    buses.require(bus);
    accept(bus, event, now, true);
  }

  private void accept(String bus, String event, Instant now, boolean forwarded) {
    List<Rule> matching = rules.matching(bus, event);
    String trace = Scope.current().trace().map(TraceHeader::text).orElse("");
    deliveries.accept(
        new PendingEvent(event, now, forwarded, Deliveries.of(matching, arns), trace));
    meter.triggered(matching);
  }
}
