package ecommerce.local.queues;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A message in a queue.
 *
 * @param key its place in the store: {@code queue/sequence}
 * @param traceHeader the system attribute {@code AWSTraceHeader}
 * @param visible from when on it can be received
 * @param receipt what the newest receipt handle carries; empty where it was never received
 * @param deadLetterSource the ARN of the queue that gave it up
 */
record Message(
    String key,
    String id,
    String body,
    Map<String, Attribute> attributes,
    Optional<String> traceHeader,
    String sender,
    Instant sent,
    Instant visible,
    int receives,
    Optional<Instant> firstReceived,
    Optional<Instant> lastReceived,
    Optional<String> receipt,
    Optional<String> deadLetterSource) {

  Message {
    attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
  }

  Message received(Instant now, Instant until, String newReceipt) {
    return new Message(
        key,
        id,
        body,
        attributes,
        traceHeader,
        sender,
        sent,
        until,
        receives + 1,
        firstReceived.or(() -> Optional.of(now)),
        Optional.of(now),
        Optional.of(newReceipt),
        deadLetterSource);
  }

  Message visibleAt(Instant when) {
    return new Message(
        key,
        id,
        body,
        attributes,
        traceHeader,
        sender,
        sent,
        when,
        receives,
        firstReceived,
        lastReceived,
        receipt,
        deadLetterSource);
  }

  /** The same message as another queue takes it; its age goes on, as in AWS's standard queues. */
  Message deadIn(String newKey, String source, Instant now) {
    return new Message(
        newKey,
        id,
        body,
        attributes,
        traceHeader,
        sender,
        sent,
        now,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(source));
  }

  boolean visible(Instant now) {
    return !visible.isAfter(now);
  }

  boolean inFlight(Instant now) {
    return receives > 0 && !visible(now);
  }

  boolean delayed(Instant now) {
    return receives == 0 && !visible(now);
  }
}
