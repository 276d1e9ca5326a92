package ecommerce.local.events;

import ecommerce.local.Timers;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings events to their targets, at least once, each target on its own: an event is in the store
 * before it counts as accepted, and stays there until every target has taken it or given up.
 */
final class Deliveries implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("aws.events");
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(8);

  private final Timers timers;
  private final TargetCalls calls;
  private final EventMeter meter;
  private final Collection<PendingEvent> stored;
  private final Map<String, InFlight> inFlight = new ConcurrentHashMap<>();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("events-", 0).factory());
  private volatile boolean closed;

  Deliveries(Store store, Timers timers, TargetCalls calls, EventMeter meter) {
    this.meter = meter;
    this.timers = timers;
    this.calls = calls;
    this.stored = store.collection("events.pending", PendingEvent.class);
  }

  /** Goes on with what was accepted before the last end. */
  void resume() {
    stored
        .entries()
        .forEach(
            (key, event) -> {
              if (!inFlight.containsKey(key)) {
                begin(key, event);
              }
            });
  }

  /** Returns when the event is durable. */
  void accept(PendingEvent event) {
    if (event.deliveries().isEmpty()) {
      return;
    }
    String key = UUID.randomUUID().toString();
    // Known before it is stored, so that resume() does not take it for one of an earlier life.
    InFlight flight = new InFlight(key, event, stored);
    inFlight.put(key, flight);
    try {
      stored.put(key, event);
    } catch (RuntimeException e) {
      inFlight.remove(key);
      throw e;
    }
    start(flight);
  }

  private void begin(String key, PendingEvent event) {
    InFlight flight = new InFlight(key, event, stored);
    inFlight.put(key, flight);
    start(flight);
  }

  private void start(InFlight flight) {
    try {
      flight
          .event()
          .deliveries()
          .forEach(delivery -> threads.execute(() -> attempt(flight, delivery)));
    } catch (RejectedExecutionException e) {
      // The environment is being closed: the event stays in the store.
    }
  }

  private void attempt(InFlight flight, Delivery delivery) {
    if (closed) {
      return;
    }
    try {
      if (delivery.retries() > 0) {
        meter.retried(delivery);
      }
      meter.invoked(delivery);
      flight.event().scope().run(() -> calls.send(flight.event(), delivery));
    } catch (RuntimeException e) {
      failed(flight, delivery, e);
      return;
    }
    done(flight, delivery);
  }

  private void done(InFlight flight, Delivery delivery) {
    if (!closed && flight.done(delivery)) {
      inFlight.remove(flight.key());
    }
  }

  private void failed(InFlight flight, Delivery delivery, RuntimeException e) {
    if (closed) {
      return;
    }
    Failure failure = Failure.of(e);
    RuleTarget target = delivery.target();
    Instant end = flight.event().ingested().plus(target.age());
    Instant now = timers.instant();
    if (failure.permanent()) {
      giveUp(flight, delivery, failure, Optional.empty());
    } else if (delivery.retries() >= target.maximumRetries()) {
      giveUp(flight, delivery, failure, Optional.of("MaximumRetryAttempts"));
    } else if (!now.isBefore(end)) {
      giveUp(flight, delivery, failure, Optional.of("MaximumEventAgeInSeconds"));
    } else {
      if (delivery.retries() == 0) {
        LOG.warn(
            "{} did not take an event of {}, will be tried again: {}",
            target.arn(),
            delivery.ruleArn(),
            failure.message());
      }
      Delivery next = flight.again(delivery);
      Duration untilEnd = Duration.between(now, end);
      Duration wait = backoff(delivery.retries());
      timers.after(wait.compareTo(untilEnd) < 0 ? wait : untilEnd, () -> attempt(flight, next));
    }
  }

  /**
   * One second, doubling up to eight minutes: then 185 retries fill a day. Up to half of it is left
   * to chance.
   */
  private static Duration backoff(int retries) {
    long most = Math.min(LONGEST_WAIT.toMillis(), 1000L << Math.min(retries, 20));
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
  }

  private void giveUp(
      InFlight flight, Delivery delivery, Failure failure, Optional<String> exhausted) {
    RuleTarget target = delivery.target();
    meter.failed(delivery);
    if (target.deadLetters().isEmpty()) {
      LOG.warn("{} lost an event of {}: {}", target.arn(), delivery.ruleArn(), failure.message());
    } else {
      Map<String, String> attributes = new LinkedHashMap<>();
      attributes.put("RULE_ARN", delivery.ruleArn());
      attributes.put("TARGET_ARN", target.arn());
      attributes.put("ERROR_CODE", failure.code());
      attributes.put("ERROR_MESSAGE", failure.message());
      attributes.put("RETRY_ATTEMPTS", String.valueOf(delivery.retries()));
      exhausted.ifPresent(condition -> attributes.put("EXHAUSTED_RETRY_CONDITION", condition));
      try {
        String queue = target.deadLetters().get();
        flight
            .event()
            .scope()
            .run(() -> calls.deadLetter(flight.event(), delivery, queue, attributes));
        meter.sentToDeadLetters(delivery, true);
      } catch (RuntimeException e) {
        meter.sentToDeadLetters(delivery, false);
        LOG.error(
            "an event of {} is lost: {} failed ({}), and so did the dead-letter queue {}: {}",
            delivery.ruleArn(),
            target.arn(),
            failure.message(),
            target.deadLetters().get(),
            e.getMessage());
      }
    }
    done(flight, delivery);
  }

  /** The deliveries of an event to all targets of rules. */
  static List<Delivery> of(List<Rule> rules, Arns arns) {
    return rules.stream()
        .flatMap(
            rule ->
                rule.targets().stream()
                    .map(
                        target ->
                            new Delivery(
                                arns.rule(rule.bus(), rule.name()), rule.name(), target, 0)))
        .toList();
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      threads.awaitTermination(3, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closed = true;
  }
}
