package ecommerce.local.events;

import ecommerce.local.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fires the rules that have a schedule, from {@link #start} on. */
final class Schedules implements AutoCloseable {

  /** A waiting rule; the expression tells whether a change of the rule is one of its schedule. */
  private record Waiting(String expression, Timers.Timer timer) {}

  private final Arns arns;
  private final Timers timers;
  private final Rules rules;
  private final Deliveries deliveries;
  private final EventMeter meter;
  private final Map<String, Waiting> waiting = new HashMap<>();
  private boolean running;

  Schedules(Arns arns, Timers timers, Rules rules, Deliveries deliveries, EventMeter meter) {
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
    wanted.ifPresent(expression -> next(key, expression, timers.instant()));
  }

  private void next(String key, String expression, Instant after) {
    Schedule.parse(expression)
        .after(after)
        .ifPresent(
            time -> {
              Duration delay = Duration.between(timers.instant(), time);
              Timers.Timer timer =
                  timers.after(
                      delay.isNegative() ? Duration.ZERO : delay, () -> due(key, expression, time));
              waiting.put(key, new Waiting(expression, timer));
            });
  }

  private void due(String key, String expression, Instant time) {
    synchronized (this) {
      Waiting present = waiting.get(key);
      if (!running || present == null || !present.expression().equals(expression)) {
        return;
      }
      // What was missed while the machine slept is not made up for.
      Instant now = timers.instant();
      next(
          key,
          expression,
          now.isAfter(time) && Duration.between(time, now).toMinutes() > 0 ? now : time);
    }
    rules.byKey(key).ifPresent(rule -> fire(rule, time));
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
            event.json(), timers.instant(), false, Deliveries.of(List.of(rule), arns)));
  }

  @Override
  public synchronized void close() {
    running = false;
    waiting.values().forEach(present -> present.timer().cancel());
    waiting.clear();
  }
}
