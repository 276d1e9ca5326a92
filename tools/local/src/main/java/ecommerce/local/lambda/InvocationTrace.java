package ecommerce.local.lambda;

import ecommerce.local.Segment;
import ecommerce.local.TraceHeader;
import ecommerce.local.Tracing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The segments of one invocation: {@code AWS::Lambda}, the service, from when the request came
 * until it was answered, and {@code AWS::Lambda::Function}, the function, with its initialisation
 * or restore, its invocation and what came after. Nothing of a function without active tracing.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html">Lambda and
 *     X-Ray</a>
 */
final class InvocationTrace {

  private final Tracing tracing;
  private final Invocations.Request request;
  private final Instant arrived;
  private final TraceHeader header;
  private final Optional<Segment> service;
  private final boolean active;
  private Segment function;

  private InvocationTrace(
      Tracing tracing,
      Invocations.Request request,
      Instant arrived,
      TraceHeader header,
      Optional<Segment> service) {
    this.tracing = tracing;
    this.request = request;
    this.arrived = arrived;
    this.header = header;
    this.service = service;
    this.active = InvocationTraces.isActive(request.function());
  }

  /** Of an invocation whose caller waits. */
  static InvocationTrace whole(
      Tracing tracing, Invocations.Request request, TraceHeader header, Instant arrived) {
    Segment service =
        Segment.of(header, request.function().name(), InvocationTraces.SERVICE, arrived)
            .put("resource_arn", request.invokedArn())
            .aws("request_id", request.requestId());
    return new InvocationTrace(tracing, request, arrived, header, Optional.of(service));
  }

  /** Of one attempt of an asynchronous event, whose segment of the service others make. */
  static InvocationTrace attempt(
      Tracing tracing, Invocations.Request request, TraceHeader header, Instant arrived) {
    return new InvocationTrace(tracing, request, arrived, header, Optional.empty());
  }

  /**
   * The function begins.
   *
   * @param start of a process that runs its first invocation
   * @return the header that the function gets
   */
  String started(Function invoked, Instant now, Optional<StartReport> start) {
    if (!active) {
      return header.text();
    }
    TraceHeader parent = service.map(Segment::header).orElse(header);
    Instant began = start.map(report -> began(report, now)).orElse(now);
    function =
        Segment.of(parent, invoked.name(), "AWS::Lambda::Function", began)
            .aws("function_arn", invoked.versionArn())
            .aws("request_id", request.requestId())
            .logGroup(invoked.logGroup());
    start.ifPresent(
        report ->
            function.subsegment(report.restored() ? "Restore" : "Initialization", began).end(now));
    return function.header().text();
  }

  /** What of the start nobody waited for is not part of the trace. */
  private Instant began(StartReport report, Instant now) {
    Instant began = now.minus(Duration.ofNanos((long) (report.milliseconds() * 1e6)));
    return began.isBefore(arrived) ? arrived : began;
  }

  /**
   * The function ended.
   *
   * @param error the type of its error, where it failed
   */
  void ended(Instant began, Instant ended, Instant reported, Optional<String> error) {
    if (!active) {
      return;
    }
    Segment invocation = function.subsegment("Invocation", began).end(ended);
    function.subsegment("Overhead", ended).end(reported);
    error.ifPresent(
        type -> {
          invocation.cause(type);
          function.cause(type);
          service.ifPresent(segment -> segment.failed("fault"));
        });
    tracing.record(function.end(reported));
    service.ifPresent(segment -> tracing.record(segment.response(200).end(reported)));
  }

  void throttled(Instant now) {
    if (active) {
      service.ifPresent(segment -> tracing.record(segment.response(429).end(now)));
    }
  }
}
