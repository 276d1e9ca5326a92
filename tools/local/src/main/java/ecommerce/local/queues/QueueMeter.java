package ecommerce.local.queues;

import ecommerce.local.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/** The metrics that SQS publishes of a queue. */
record QueueMeter(Metrics metrics) {

  private static final String NAMESPACE = "AWS/SQS";

  void sent(Queue queue, int bytes) {
    count(queue, "NumberOfMessagesSent", 1);
    metrics.record(NAMESPACE, "SentMessageSize", of(queue), bytes, StandardUnit.BYTES);
  }

  void received(Queue queue, int messages) {
    count(
        queue,
        messages == 0 ? "NumberOfEmptyReceives" : "NumberOfMessagesReceived",
        Math.max(messages, 1));
  }

  void deleted(Queue queue) {
    count(queue, "NumberOfMessagesDeleted", 1);
  }

  /** How full it is now. */
  void look(Queue queue, Instant now) {
    Queue.Counts counts = queue.counts();
    count(queue, "ApproximateNumberOfMessagesVisible", counts.visible());
    count(queue, "ApproximateNumberOfMessagesNotVisible", counts.inFlight());
    count(queue, "ApproximateNumberOfMessagesDelayed", counts.delayed());
    long age = queue.oldest().map(sent -> Duration.between(sent, now).toSeconds()).orElse(0L);
    metrics.record(
        NAMESPACE, "ApproximateAgeOfOldestMessage", of(queue), age, StandardUnit.SECONDS);
  }

  private void count(Queue queue, String name, int value) {
    metrics.record(NAMESPACE, name, of(queue), value, StandardUnit.COUNT);
  }

  private static Map<String, String> of(Queue queue) {
    return Map.of("QueueName", queue.settings().name());
  }
}
