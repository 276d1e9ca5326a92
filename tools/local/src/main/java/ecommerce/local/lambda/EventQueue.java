package ecommerce.local.lambda;

import ecommerce.local.Invoker.Outcome;
import ecommerce.local.Scope;
import ecommerce.local.Timers;
import ecommerce.local.TraceHeader;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.lambda.model.FunctionEventInvokeConfig;

/**
 * Asynchronous invocations: each event is kept until it has been handled or its retries are used
 * up, and then its result goes to the function's destination or dead-letter queue. Every event is
 * on its own: one that waits holds up no other.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html">Asynchronous
 *     invocation</a>
 */
final class EventQueue {

  private static final Logger LOG = LoggerFactory.getLogger("aws.lambda");
  private static final int RETRIES = 2;
  private static final int MOST_AGE = 21_600;

  private final Functions functions;
  private final EventInvokeConfigs configs;
  private final Invocations invocations;
  private final EventResults results;
  private final Timers timers;
  private final double scale;
  private final Collection<QueuedEvent> events;
  private final EventTrace trace;
  private volatile boolean running;

  EventQueue(
      Functions functions,
      EventInvokeConfigs configs,
      Invocations invocations,
      EventResults results,
      Timers timers,
      double scale,
      Store store) {
    this.functions = functions;
    this.configs = configs;
    this.invocations = invocations;
    this.results = results;
    this.timers = timers;
    this.scale = scale;
    this.trace = new EventTrace(invocations.traces().tracing());
    this.events = store.collection("lambda.events", QueuedEvent.class);
  }

  /** Takes up what was accepted before the last stop. */
  void start() {
    running = true;
    events.values().forEach(this::schedule);
  }

  void close() {
    running = false;
  }

  /** Accepts an event; durable when this returns. */
  String accept(FunctionName function, byte[] payload) {
    Instant now = timers.instant();
    TraceHeader header =
        invocations.traces().header(functions.require(function), Scope.current().trace());
    String id = UUID.randomUUID().toString();
    QueuedEvent event =
        new QueuedEvent(
            id,
            text(function),
            new String(payload, StandardCharsets.UTF_8),
            now,
            0,
            0,
            now,
            header.text(),
            List.of());
    events.put(id, event);
    invocations.meter().event("AsyncEventsReceived", function.name());
    if (running) {
      Thread.ofVirtual().name("event-" + id).start(() -> attempt(event));
    }
    return id;
  }

  private static String text(FunctionName function) {
    return function.name() + function.qualifier().map(qualifier -> ":" + qualifier).orElse("");
  }

  private void schedule(QueuedEvent event) {
    Duration wait = Duration.between(timers.instant(), event.due());
    timers.after(wait.isNegative() ? Duration.ZERO : wait, () -> attempt(event));
  }

  private void attempt(QueuedEvent event) {
    FunctionName name = event.name();
    Optional<Function> found = functions.find(name);
    if (found.isEmpty()) {
      events.remove(event.id());
      return;
    }
    Function function = found.get();
    Optional<FunctionEventInvokeConfig> config = configs.find(name);
    try {
      if (tooOld(event, config, Duration.ZERO)) {
        finish(event, function, config, "EventAgeExceeded", Optional.empty());
        return;
      }
      String attempt = TraceHeader.segmentId();
      Instant start = timers.instant();
      Outcome outcome = run(event, attempt);
      Optional<String> error =
          outcome.functionError().map(failed -> ErrorPayload.type(outcome.payload()));
      QueuedEvent tried =
          event.with(new QueuedEvent.Attempt(attempt, start, timers.instant(), error));
      if (running) {
        ended(tried, function, config, outcome);
      }
    } catch (RuntimeException e) {
      if (running) {
        LOG.warn("{} could not be run for an event: {}", function.name(), e.toString());
        refused(event, function, config);
      }
    }
  }

  private Outcome run(QueuedEvent event, String attempt) {
    FunctionName name = event.name();
    Function function = functions.choose(name);
    return invocations.run(
        new Invocations.Request(
            event.id(),
            function,
            functions.arn(name),
            event.payload().getBytes(StandardCharsets.UTF_8),
            "",
            true,
            EventTrace.attempt(event, function, attempt)));
  }

  private void ended(
      QueuedEvent event,
      Function function,
      Optional<FunctionEventInvokeConfig> config,
      Outcome outcome) {
    if (outcome.functionError().isEmpty()) {
      finish(event, function, config, "Success", Optional.of(outcome));
      return;
    }
    int retries = config.map(FunctionEventInvokeConfig::maximumRetryAttempts).orElse(RETRIES);
    Duration wait = scaled(Duration.ofMinutes(event.attempts() + 1L));
    QueuedEvent failed = event.failed(timers.instant().plus(wait));
    if (failed.attempts() > retries) {
      finish(failed, function, config, "RetriesExhausted", Optional.of(outcome));
    } else if (tooOld(failed, config, wait)) {
      finish(failed, function, config, "EventAgeExceeded", Optional.of(outcome));
    } else {
      trace.tell(failed, function, timers.instant(), Optional.empty());
      again(failed);
    }
  }

  private void refused(
      QueuedEvent event, Function function, Optional<FunctionEventInvokeConfig> config) {
    Duration wait = scaled(Duration.ofSeconds(Math.min(300, 1L << Math.min(event.refusals(), 9))));
    QueuedEvent refused = event.refused(timers.instant().plus(wait));
    if (tooOld(refused, config, wait)) {
      finish(refused, function, config, "EventAgeExceeded", Optional.empty());
    } else {
      again(refused);
    }
  }

  private void again(QueuedEvent event) {
    events.put(event.id(), event);
    schedule(event);
  }

  private boolean tooOld(
      QueuedEvent event, Optional<FunctionEventInvokeConfig> config, Duration wait) {
    int most = config.map(FunctionEventInvokeConfig::maximumEventAgeInSeconds).orElse(MOST_AGE);
    return event.accepted().plusSeconds(most).isBefore(timers.instant().plus(wait));
  }

  private void finish(
      QueuedEvent event,
      Function function,
      Optional<FunctionEventInvokeConfig> config,
      String condition,
      Optional<Outcome> outcome) {
    if (!condition.equals("Success")) {
      invocations.meter().event("AsyncEventsDropped", function.name());
    }
    trace.tell(event, function, timers.instant(), Optional.of(condition));
    try {
      Scope.traced(event.header().map(header -> header.under(event.segmentId())))
          .run(() -> deliver(event, function, config, condition, outcome));
    } catch (RuntimeException e) {
      boolean letters = function.configuration().deadLetterConfig() != null;
      invocations
          .meter()
          .event(letters ? "DeadLetterErrors" : "DestinationDeliveryFailures", function.name());
      LOG.error("the result of an event of {} was lost: {}", function.name(), e.toString());
    }
    events.remove(event.id());
  }

  private void deliver(
      QueuedEvent event,
      Function function,
      Optional<FunctionEventInvokeConfig> config,
      String condition,
      Optional<Outcome> outcome) {
    results.deliver(
        new EventResults.Finished(event, condition, outcome, timers.instant()), function, config);
  }

  private Duration scaled(Duration duration) {
    return Duration.ofMillis((long) (duration.toMillis() * scale));
  }

  int waiting() {
    return events.entries().size();
  }
}
