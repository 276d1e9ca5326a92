package ecommerce.local.lambda;

import java.time.Instant;

/**
 * An event that was accepted and is not finished.
 *
 * @param function its name, with the qualifier by which it was invoked
 * @param id its request id, the same in all attempts
 * @param attempts that ended in the function's error
 * @param refusals attempts for which no execution environment could be had
 * @param due when it is tried next
 */
record QueuedEvent(
    String id,
    String function,
    String payload,
    Instant accepted,
    int attempts,
    int refusals,
    Instant due) {

  FunctionName name() {
    return FunctionName.parse(function);
  }

  /** The function as it was invoked; {@code $LATEST} where without a qualifier. */
  String qualifiedArn(Function target) {
    return target.arn() + ":" + name().qualifier().orElse(FunctionName.LATEST);
  }

  QueuedEvent failed(Instant next) {
    return new QueuedEvent(id, function, payload, accepted, attempts + 1, refusals, next);
  }

  QueuedEvent refused(Instant next) {
    return new QueuedEvent(id, function, payload, accepted, attempts, refusals + 1, next);
  }
}
