package ecommerce.local.lambda;

import ecommerce.local.Segment;
import ecommerce.local.TraceHeader;
import ecommerce.local.Tracing;
import java.time.Instant;
import java.util.Optional;

/**
 * The segment of an asynchronous event: how long it waited, its attempts, and how it ended. Told
 * again after each attempt, under the same id.
 */
record EventTrace(Tracing tracing) {

  /** The header that an attempt gets. */
  static Optional<TraceHeader> attempt(QueuedEvent event, Function function, String attemptId) {
    return event
        .header()
        .map(header -> InvocationTraces.isActive(function) ? header.under(attemptId) : header);
  }

  /**
   * @param condition how it ended; empty where it is tried again
   */
  void tell(QueuedEvent event, Function function, Instant now, Optional<String> condition) {
    Optional<TraceHeader> header = event.header().filter(TraceHeader::isSampled);
    if (header.isEmpty() || !InvocationTraces.isActive(function)) {
      return;
    }
    Segment segment =
        Segment.of(
                header.get(),
                event.segmentId(),
                function.name(),
                InvocationTraces.SERVICE,
                event.accepted())
            .put("resource_arn", event.qualifiedArn(function))
            .aws("request_id", event.id())
            .response(202);
    Instant first = event.tried().isEmpty() ? now : event.tried().getFirst().start();
    segment.subsegment("Dwell Time", event.accepted()).end(first);
    int number = 0;
    for (QueuedEvent.Attempt attempt : event.tried()) {
      number++;
      Segment one = segment.subsegment(attempt.id(), "Attempt #" + number, attempt.start());
      attempt.error().ifPresent(one::cause);
      one.end(attempt.end());
    }
    condition
        .filter(end -> !end.equals("Success"))
        .ifPresent(end -> segment.aws("condition", end).failed("fault"));
    tracing.record(condition.isPresent() ? segment.end(now) : segment.inProgress());
  }
}
