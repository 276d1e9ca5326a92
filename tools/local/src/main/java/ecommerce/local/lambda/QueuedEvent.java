package ecommerce.local.lambda;

import ecommerce.local.TraceHeader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An event that was accepted and is not finished.
 *
 * @param function its name, with the qualifier by which it was invoked
 * @param id its request id, the same in all attempts
 * @param attempts that ended in the function's error
 * @param refusals attempts for which no execution environment could be had
 * @param due when it is tried next
 * @param trace the header under which it goes on; empty where it came without tracing
 * @param tried the attempts that ran
 */
record QueuedEvent(
    String id,
    String function,
    String payload,
    Instant accepted,
    int attempts,
    int refusals,
    Instant due,
    String trace,
    List<Attempt> tried) {

  /**
   * An attempt, as its trace has it.
   *
   * @param error the type of the error, where it failed
   */
  record Attempt(String id, Instant start, Instant end, Optional<String> error) {}

  QueuedEvent {
    trace = trace == null ? "" : trace;
    tried = tried == null ? List.of() : List.copyOf(tried);
  }

  Optional<TraceHeader> header() {
    return TraceHeader.parse(trace);
  }

  /** The id of its segment, in all attempts. */
  String segmentId() {
    return id.replace("-", "").substring(0, 16);
  }

  QueuedEvent with(Attempt attempt) {
    List<Attempt> more = new ArrayList<>(tried);
    more.add(attempt);
    return new QueuedEvent(id, function, payload, accepted, attempts, refusals, due, trace, more);
  }

  FunctionName name() {
    return FunctionName.parse(function);
  }

  /** The function as it was invoked; {@code $LATEST} where without a qualifier. */
  String qualifiedArn(Function target) {
    return target.arn() + ":" + name().qualifier().orElse(FunctionName.LATEST);
  }

  QueuedEvent failed(Instant next) {
    return new QueuedEvent(
        id, function, payload, accepted, attempts + 1, refusals, next, trace, tried);
  }

  QueuedEvent refused(Instant next) {
    return new QueuedEvent(
        id, function, payload, accepted, attempts, refusals + 1, next, trace, tried);
  }
}
