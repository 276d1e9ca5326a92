package ecommerce.local.queues;

import ecommerce.local.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * Receives messages, waiting for them where wanted, and moves what was received too often to its
 * dead-letter queue.
 */
final class Receiver {

  private final QueueSet queues;
  private final Timers timers;
  private final QueueMeter meter;
  private volatile boolean closed;

  Receiver(QueueSet queues, Timers timers, QueueMeter meter) {
    this.meter = meter;
    this.queues = queues;
    this.timers = timers;
  }

  /**
   * @param wait how long at most for the first message
   */
  List<Message> receive(Queue queue, int most, Duration visibility, Duration wait) {
    Instant end = timers.instant().plus(wait);
    while (true) {
      CountDownLatch change = queue.watch();
      try {
        if (queue.closed()) {
          throw Refusals.noQueue();
        }
        List<Message> received = closed ? List.of() : take(queue, most, visibility);
        if (!received.isEmpty() || closed || !timers.instant().isBefore(end)) {
          meter.received(queue, received.size());
          return received;
        }
        await(change, queue.next().filter(next -> next.isBefore(end)).orElse(end));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return List.of();
      } finally {
        queue.unwatch(change);
      }
    }
  }

  private void await(CountDownLatch change, Instant until) throws InterruptedException {
    Duration rest = Duration.between(timers.instant(), until);
    Timers.Timer timer = timers.after(rest.isNegative() ? Duration.ZERO : rest, change::countDown);
    try {
      change.await();
    } finally {
      timer.cancel();
    }
  }

  private List<Message> take(Queue queue, int most, Duration visibility) {
    Optional<Redrive> redrive = queue.settings().redrive();
    Optional<Queue> target = redrive.flatMap(policy -> queues.byArn(policy.target()));
    OptionalInt mostReceives =
        target.isPresent() ? OptionalInt.of(redrive.get().most()) : OptionalInt.empty();
    Queue.Taken taken = queue.take(most, visibility, mostReceives);
    // Outside of the queue's lock: two queues may be each other's dead-letter queue.
    String source = queues.arn(queue.settings().name());
    for (Message dead : taken.dead()) {
      try {
        target.get().add(key -> dead.deadIn(key, source, timers.instant()));
        queue.forget(dead);
      } catch (QueueDoesNotExistException e) {
        queue.putBack(dead);
      }
    }
    return taken.received();
  }

  /** Ends all waits. */
  void close() {
    closed = true;
    queues.all().forEach(Queue::release);
  }
}
