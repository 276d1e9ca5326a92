package ecommerce.local.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Invoker.Outcome;
import ecommerce.local.Timers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;

/**
 * Brings a batch of a shard through the function: tries again from the first record that failed,
 * halves what fails, and gives up records that are too old or were tried too often, telling the
 * on-failure destination.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Error
 *     handling for DynamoDB event sources</a>
 */
final class StreamBatches {

  private static final Logger LOG = LoggerFactory.getLogger("aws.lambda");

  private record Part(List<ObjectNode> records, int attempts) {}

  private final EventSourceMappingConfiguration mapping;
  private final String shard;
  private final Pollers.Target target;
  private final Destinations destinations;
  private final Timers timers;
  private final double retryScale;
  private volatile boolean stopped;

  StreamBatches(
      EventSourceMappingConfiguration mapping,
      String shard,
      Pollers.Target target,
      Destinations destinations,
      Timers timers,
      double retryScale) {
    this.mapping = mapping;
    this.shard = shard;
    this.target = target;
    this.destinations = destinations;
    this.timers = timers;
    this.retryScale = retryScale;
  }

  void stop() {
    stopped = true;
  }

  /**
   * Returns when every record is done or given up.
   *
   * @param done told the sequence number of each record up to which all are done
   * @throws CancellationException where it is stopped before
   */
  void handle(List<ObjectNode> batch, Consumer<String> done) throws InterruptedException {
    Deque<Part> parts = new ArrayDeque<>(List.of(new Part(batch, 0)));
    while (!parts.isEmpty()) {
      Part part = withoutOld(parts.pop(), done);
      if (!part.records().isEmpty()) {
        attempt(part, parts, done);
      }
    }
  }

  private void attempt(Part part, Deque<Part> parts, Consumer<String> done)
      throws InterruptedException {
    if (stopped) {
      throw new CancellationException("the event source mapping was stopped");
    }
    String requestId = UUID.randomUUID().toString();
    Outcome outcome = invoke(part.records(), requestId);
    if (stopped && outcome.functionError().isPresent()) {
      throw new CancellationException(
          "the event source mapping was stopped"); // The process was ended under it.
    }
    int failed = firstFailed(part.records(), outcome);
    if (failed > 0) {
      done.accept(DynamoStream.sequenceNumber(part.records().get(failed - 1)));
    }
    if (failed == part.records().size()) {
      return;
    }
    List<ObjectNode> rest = part.records().subList(failed, part.records().size());
    int attempts = failed > 0 ? 1 : part.attempts() + 1;
    if (failed == 0 && rest.size() > 1 && mapping.bisectBatchOnFunctionError()) {
      int half = rest.size() / 2;
      parts.push(
          new Part(
              rest.subList(half, rest.size()),
              part.attempts())); // Halving does not count as an attempt.
      parts.push(new Part(rest.subList(0, half), part.attempts()));
    } else if (mapping.maximumRetryAttempts() >= 0 && attempts > mapping.maximumRetryAttempts()) {
      giveUp(rest, "RetryAttemptsExhausted", requestId, attempts, Optional.of(outcome));
      done.accept(DynamoStream.sequenceNumber(rest.getLast()));
    } else {
      timers.pause(backoff(attempts));
      parts.push(new Part(rest, attempts));
    }
  }

  private Outcome invoke(List<ObjectNode> records, String requestId) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.putArray("Records").addAll(records);
    byte[] payload = event.toString().getBytes(StandardCharsets.UTF_8);
    Invocations.Request request = target.request(requestId, payload);
    long age = Duration.between(time(records.getLast()), timers.instant()).toMillis();
    target
        .invocations()
        .meter()
        .iteratorAge(target.function().name(), request.resource(), Math.max(age, 0));
    return target.invocations().run(request);
  }

  /** The index of the first record that is not done; the batch's size where all are. */
  private int firstFailed(List<ObjectNode> records, Outcome outcome) {
    List<String> numbers = records.stream().map(DynamoStream::sequenceNumber).toList();
    boolean reports = mapping.functionResponseTypesAsStrings().contains("ReportBatchItemFailures");
    return switch (BatchAnswer.of(outcome, reports, Set.copyOf(numbers))) {
      case BatchAnswer.Success success -> records.size();
      case BatchAnswer.Failure failure -> 0;
      case BatchAnswer.Partial partial ->
          numbers.indexOf(
              numbers.stream().filter(partial.failed()::contains).findFirst().orElseThrow());
    };
  }

  private Part withoutOld(Part part, Consumer<String> done) {
    int most = mapping.maximumRecordAgeInSeconds();
    if (most < 0) {
      return part;
    }
    Instant oldest = timers.instant().minusSeconds(most);
    List<ObjectNode> old =
        part.records().stream().takeWhile(record -> time(record).isBefore(oldest)).toList();
    if (old.isEmpty()) {
      return part;
    }
    giveUp(
        old, "RecordAgeExceeded", UUID.randomUUID().toString(), part.attempts(), Optional.empty());
    done.accept(DynamoStream.sequenceNumber(old.getLast()));
    return new Part(part.records().subList(old.size(), part.records().size()), part.attempts());
  }

  private void giveUp(
      List<ObjectNode> records,
      String condition,
      String requestId,
      int attempts,
      Optional<Outcome> outcome) {
    LOG.warn(
        "{} records of {} were given up: {}", records.size(), mapping.eventSourceArn(), condition);
    if (mapping.destinationConfig() == null || mapping.destinationConfig().onFailure() == null) {
      return;
    }
    Function function = target.function();
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message
        .putObject("requestContext")
        .put("requestId", requestId)
        .put("functionArn", target.arn())
        .put("condition", condition)
        .put("approximateInvokeCount", attempts);
    outcome.ifPresent(
        ended -> {
          ObjectNode context =
              message
                  .putObject("responseContext")
                  .put("statusCode", 200)
                  .put("executedVersion", function.version());
          ended.functionError().ifPresent(error -> context.put("functionError", error));
        });
    message.put("version", "1.0").put("timestamp", timers.instant().toString());
    message
        .putObject("DDBStreamBatchInfo")
        .put("shardId", shard)
        .put("startSequenceNumber", DynamoStream.sequenceNumber(records.getFirst()))
        .put("endSequenceNumber", DynamoStream.sequenceNumber(records.getLast()))
        .put("approximateArrivalOfFirstRecord", time(records.getFirst()).toString())
        .put("approximateArrivalOfLastRecord", time(records.getLast()).toString())
        .put("batchSize", records.size())
        .put("streamArn", mapping.eventSourceArn());
    String queue = mapping.destinationConfig().onFailure().destination();
    if (queue != null && !queue.isEmpty()) {
      try {
        destinations.deadLetter(function, queue, message.toString(), java.util.Map.of());
      } catch (RuntimeException e) {
        // The shard must go on: its later records have done nothing wrong.
        LOG.error(
            "records {} are lost, the destination {} failed: {}",
            message.path("DDBStreamBatchInfo"),
            queue,
            e.getMessage());
      }
    }
  }

  private static Instant time(ObjectNode record) {
    return Instant.ofEpochMilli(
        (long) (record.path("dynamodb").path("ApproximateCreationDateTime").asDouble() * 1000));
  }

  /** Half a second, doubling up to half a minute. */
  private Duration backoff(int attempts) {
    long milliseconds = Math.min(30_000, 500L << Math.min(attempts - 1, 6));
    return Duration.ofMillis((long) (milliseconds * retryScale));
  }
}
