package ecommerce.cli.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A line of an order's story.
 *
 * @param service of the platform, or AWS's that was called
 * @param notes cold start, attempt, wait, retries
 * @param failure empty where it went well
 * @param requestId of a function's invocation; else empty
 * @param function its name; else empty
 * @param logGroup of the function, where the trace says it; else empty
 */
record TraceRow(
    int depth,
    String service,
    String what,
    Instant start,
    Instant end,
    List<String> notes,
    Optional<TraceFailure> failure,
    String requestId,
    String function,
    String logGroup) {

  TraceRow {
    notes = List.copyOf(notes);
  }

  static TraceRow of(int depth, String service, String what, TraceSpan span, List<String> notes) {
    return new TraceRow(
        depth, service, what, span.start(), span.end(), notes, span.failure(), "", "", "");
  }

  double milliseconds() {
    return Duration.between(start, end).toNanos() / 1e6;
  }

  boolean isInvocation() {
    return !requestId.isEmpty();
  }
}
