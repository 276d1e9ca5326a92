package ecommerce.local.lambda;

import ecommerce.local.Invoker.Outcome;
import ecommerce.local.Timers;
import ecommerce.local.TraceHeader;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/**
 * Runs invocations in execution environments, logs them, and says how they ended. Checks no
 * permissions.
 */
final class Invocations {

  private static final long LOG_WAIT = 250;

  private final Environments environments;
  private final Timers timers;
  private final FunctionMeter meter;
  private final InvocationTraces traces;
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  Invocations(
      Environments environments, Timers timers, FunctionMeter meter, InvocationTraces traces) {
    this.traces = traces;
    this.meter = meter;
    this.environments = environments;
    this.timers = timers;
  }

  /**
   * What to run.
   *
   * @param invokedArn the function as the caller named it, with its qualifier
   * @param attempt the header of one attempt of an asynchronous event
   */
  record Request(
      String requestId,
      Function function,
      String invokedArn,
      byte[] payload,
      String clientContext,
      boolean patient,
      Optional<TraceHeader> attempt) {

    /** For a caller who waits, or a poller: in the trace of the current scope, or a new one. */
    Request(
        String requestId,
        Function function,
        String invokedArn,
        byte[] payload,
        String clientContext,
        boolean patient) {
      this(requestId, function, invokedArn, payload, clientContext, patient, Optional.empty());
    }

    /**
     * What was invoked, as Lambda's metrics name it: {@code function} or {@code function:alias}.
     */
    String resource() {
      return invokedArn.split(":", 7)[6];
    }
  }

  /**
   * @throws software.amazon.awssdk.services.lambda.model.TooManyRequestsException where the
   *     concurrency is used up, and the request is not patient
   */
  Outcome run(Request request) {
    InvocationTrace trace = traces.begin(request);
    Environment environment = acquire(request, trace);
    try {
      counts.computeIfAbsent(request.function().name(), any -> new LongAdder()).increment();
      return run(request, environment, trace);
    } finally {
      environments.release(environment);
    }
  }

  private Environment acquire(Request request, InvocationTrace trace) {
    try {
      return environments.acquire(request.function(), request.patient());
    } catch (TooManyRequestsException e) {
      meter.throttled(request.function().name(), request.resource());
      trace.throttled(timers.instant());
      throw e;
    }
  }

  FunctionMeter meter() {
    return meter;
  }

  InvocationTraces traces() {
    return traces;
  }

  private Outcome run(Request request, Environment environment, InvocationTrace trace) {
    Function function = environment.function();
    EnvironmentLog log = environment.log();
    PlatformLog platform = new PlatformLog(function, log);
    Instant start = timers.instant();
    log.begin();
    platform.start(request.requestId(), start);
    long begin = System.nanoTime();
    Optional<StartReport> first = environment.start();
    Work work =
        new Work(
            request.requestId(),
            request.payload(),
            request.invokedArn(),
            trace.started(function, start, first),
            request.clientContext(),
            System.currentTimeMillis() + function.timeoutSeconds() * 1000L,
            new CompletableFuture<>());
    meter.started(function.name(), request.resource());
    Result result = environment.run(work);
    double milliseconds = (System.nanoTime() - begin) / 1e6;
    boolean failed = !(result instanceof Result.Answered);
    Instant ended = timers.instant();
    meter.ended(function.name(), request.resource(), failed, milliseconds);
    Optional<Long> memory = environment.memoryUsed();
    if (environment.healthy()) {
      log.awaitEnd(LOG_WAIT);
    } else {
      environment.kill();
      log.awaitClosed(LOG_WAIT * 4);
    }
    Ending ending = ending(result, request.requestId(), function, start);
    ending.line().ifPresent(log::write);
    platform.end(
        new PlatformLog.Report(request.requestId(), milliseconds, first, memory, ending.status()),
        timers.instant());
    trace.ended(start, ended, timers.instant(), ending.errorType());
    return new Outcome(ending.functionError(), ending.payload(), log.tail());
  }

  private record Ending(
      Optional<String> functionError, byte[] payload, String status, Optional<String> line) {

    Optional<String> errorType() {
      return functionError.map(error -> ErrorPayload.type(payload));
    }
  }

  private static Ending ending(Result result, String requestId, Function function, Instant start) {
    return switch (result) {
      case Result.Answered answered ->
          new Ending(Optional.empty(), answered.payload(), "success", Optional.empty());
      case Result.Failed failed -> failure(failed.payload(), "error", Optional.empty());
      case Result.Exited exited ->
          failure(
              ErrorPayload.exited(requestId, exited.status()),
              "error",
              Optional.of(
                  "RequestId: "
                      + requestId
                      + " Error: Runtime exited with status "
                      + exited.status()
                      + "\nRuntime.ExitError"));
      case Result.TimedOut late ->
          failure(
              ErrorPayload.timedOut(requestId, function.timeoutSeconds()),
              "timeout",
              Optional.of(
                  start
                      + " "
                      + requestId
                      + " Task timed out after "
                      + function.timeoutSeconds()
                      + ".00 seconds"));
      case Result.TooLarge large ->
          failure(ErrorPayload.tooLarge(large.size()), "error", Optional.empty());
    };
  }

  private static Ending failure(byte[] payload, String status, Optional<String> line) {
    return new Ending(Optional.of("Unhandled"), payload, status, line);
  }

  /** How many invocations a function has had since the start. */
  long count(String function) {
    LongAdder count = counts.get(function);
    return count == null ? 0 : count.sum();
  }

  Map<String, Long> counts() {
    Map<String, Long> all = new java.util.TreeMap<>();
    counts.forEach((name, count) -> all.put(name, count.sum()));
    return all;
  }
}
