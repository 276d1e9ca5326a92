package ecommerce.local.events;

import ecommerce.local.Timers;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fires the rules that have a schedule, from {@link #start} on. When each is due next is durable: a
 * rule that came due while the environment was down fires once when it starts again.
 */
final class Schedules implements AutoCloseable {

  /** When a rule with this expression fires next. */
  record Due(String expression, Instant time) {}

  /** A waiting rule; the expression tells whether a change of the rule is one of its schedule. */
  private record Waiting(String expression, Timers.Timer timer) {}

  private final Arns arns;
  private final Timers timers;
  private final Rules rules;
  private final Deliveries deliveries;
  private final EventMeter meter;
  private final Collection<Due> due;
  private final Map<String, Waiting> waiting = new HashMap<>();
  private boolean running;

  Schedules(
      Arns arns, Store store, Timers timers, Rules rules, Deliveries deliveries, EventMeter meter) {
    this.due = store.collection("events.schedules", Due.class);
    this.meter = meter;
    this.arns = arns;
    this.timers = timers;
    this.rules = rules;
    this.deliveries = deliveries;
  }

  synchronized void start() {
    running = true;
    rules.onChange(this::changed);
    rules.all().forEach(rule -> changed(rule.key()));
  }

  private synchronized void changed(String key) {
    Optional<String> wanted = rules.byKey(key).filter(Rule::enabled).flatMap(Rule::schedule);
    Waiting present = waiting.get(key);
    if (!running || present != null && wanted.equals(Optional.of(present.expression()))) {
      return;
    }
    if (present != null) {
      present.timer().cancel();
      waiting.remove(key);
    }
    wanted.ifPresentOrElse(
        expression ->
            due.get(key)
                .filter(known -> known.expression().equals(expression))
                .ifPresentOrElse(
                    known -> await(key, known), () -> next(key, expression, timers.instant())),
        () -> due.remove(key));
  }

  private void next(String key, String expression, Instant after) {
    Schedule.parse(expression)
        .after(after)
        .ifPresent(
            time -> {
              Due next = new Due(expression, time);
              due.put(key, next);
              await(key, next);
            });
  }

  private void await(String key, Due next) {
    Duration delay = Duration.between(timers.instant(), next.time());
    Timers.Timer timer =
        timers.after(
            delay.isNegative() ? Duration.ZERO : delay,
            () -> due(key, next.expression(), next.time()));
    waiting.put(key, new Waiting(next.expression(), timer));
  }

  private void due(String key, String expression, Instant time) {
    synchronized (this) {
      Waiting present = waiting.get(key);
      if (!running || present == null || !present.expression().equals(expression)) {
        return;
      }
      // The event is durable before the next time is: a kill between the two fires it twice.
      rules.byKey(key).ifPresent(rule -> fire(rule, time));
      // Of what was missed while the machine slept, one is made up for.
      Instant now = timers.instant();
      next(
          key,
          expression,
          now.isAfter(time) && Duration.between(time, now).toMinutes() > 0 ? now : time);
    }
  }

  private void fire(Rule rule, Instant time) {
    meter.triggered(rule);
    Envelope event =
        Envelope.of(
            arns.account(),
            "aws.events",
            "Scheduled Event",
            time,
            List.of(arns.rule(rule.bus(), rule.name())),
            Json.MAPPER.createObjectNode());
    deliveries.accept(
        new PendingEvent(
            event.json(), timers.instant(), false, Deliveries.of(List.of(rule), arns), ""));
  }

  @Override
  public synchronized void close() {
    running = false;
    waiting.values().forEach(present -> present.timer().cancel());
    waiting.clear();
  }
}
