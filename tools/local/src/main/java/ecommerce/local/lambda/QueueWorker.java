package ecommerce.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Account;
import ecommerce.local.Invoker.Outcome;
import ecommerce.local.Timers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.Filter;

/**
 * Brings a queue's messages to a function: deletes those that are done, leaves the others to become
 * visible again. Handles up to five batches at once; of a FIFO queue one.
 */
final class QueueWorker implements Worker {

  private static final Logger LOG = LoggerFactory.getLogger("aws.lambda");
  private static final int WAIT_SECONDS = 5;
  private static final Duration TROUBLE = Duration.ofSeconds(2);

  private final EventSourceMappingConfiguration mapping;
  private final SqsQueue queue;
  private final Pollers.Target target;
  private final Account account;
  private final Timers timers;
  private final RecordFilter filter;
  private final Semaphore atOnce;
  private volatile boolean stopped;
  private Thread thread;

  QueueWorker(
      EventSourceMappingConfiguration mapping,
      SqsQueue queue,
      Pollers.Target target,
      Account account,
      Timers timers) {
    this.mapping = mapping;
    this.queue = queue;
    this.target = target;
    this.account = account;
    this.timers = timers;
    this.filter =
        RecordFilter.of(
            mapping.filterCriteria() == null
                ? List.of()
                : mapping.filterCriteria().filters().stream().map(Filter::pattern).toList());
    this.atOnce = new Semaphore(queue.fifo() ? 1 : 5);
  }

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("queue-" + queue.name()).start(this::run);
  }

  @Override
  public void stop() {
    stopped = true;
    thread.interrupt();
  }

  private void run() {
    try {
      while (!stopped) {
        try {
          poll();
        } catch (RuntimeException e) {
          if (!stopped) {
            LOG.warn("the queue {} cannot be read: {}", queue.name(), e.getMessage());
            timers.pause(TROUBLE);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void poll() throws InterruptedException {
    atOnce.acquire();
    boolean handed = false;
    try {
      String url = queue.url();
      List<JsonNode> batch = gather(url);
      if (stopped) {
        queue.giveBack(url, batch);
      } else if (!batch.isEmpty()) {
        handed = true;
        Thread.ofVirtual().name("batch-" + queue.name()).start(() -> handleAndRelease(url, batch));
      }
    } finally {
      if (!handed) {
        atOnce.release();
      }
    }
  }

  private List<JsonNode> gather(String url) {
    List<JsonNode> batch = new ArrayList<>(queue.receive(url, mapping.batchSize(), WAIT_SECONDS));
    Instant until = timers.instant().plusSeconds(mapping.maximumBatchingWindowInSeconds());
    while (!stopped
        && !batch.isEmpty()
        && batch.size() < mapping.batchSize()
        && timers.instant().isBefore(until)) {
      batch.addAll(queue.receive(url, mapping.batchSize() - batch.size(), 1));
    }
    return batch;
  }

  private void handleAndRelease(String url, List<JsonNode> batch) {
    try {
      handle(url, batch);
    } catch (RuntimeException e) {
      if (!stopped) {
        LOG.warn("a batch of {} could not be handled: {}", queue.name(), e.toString());
      }
    } finally {
      atOnce.release();
    }
  }

  private void handle(String url, List<JsonNode> batch) {
    Map<Boolean, List<JsonNode>> wanted =
        batch.stream()
            .collect(Collectors.partitioningBy(message -> filter.passes(record(message))));
    if (!wanted.get(false).isEmpty()) {
      queue.delete(url, wanted.get(false)); // As AWS does with what the filter drops.
    }
    List<JsonNode> messages = wanted.get(true);
    if (messages.isEmpty()) {
      return;
    }
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.putArray("Records").addAll(messages.stream().map(this::record).toList());
    byte[] payload = event.toString().getBytes(StandardCharsets.UTF_8);
    Outcome outcome =
        target.invocations().run(target.request(UUID.randomUUID().toString(), payload));
    boolean reports = mapping.functionResponseTypesAsStrings().contains("ReportBatchItemFailures");
    Set<String> ids = messages.stream().map(QueueWorker::id).collect(Collectors.toSet());
    List<JsonNode> done =
        switch (BatchAnswer.of(outcome, reports, ids)) {
          case BatchAnswer.Success success -> messages;
          case BatchAnswer.Failure failure -> List.of();
          case BatchAnswer.Partial partial ->
              messages.stream().filter(message -> !partial.failed().contains(id(message))).toList();
        };
    queue.delete(url, done);
  }

  private static String id(JsonNode message) {
    return message.path("MessageId").asText();
  }

  private ObjectNode record(JsonNode message) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record
        .put("messageId", id(message))
        .put("receiptHandle", message.path("ReceiptHandle").asText());
    record.put("body", message.path("Body").asText());
    record.set(
        "attributes",
        message.hasNonNull("Attributes")
            ? message.get("Attributes")
            : JsonNodeFactory.instance.objectNode());
    ObjectNode attributes = record.putObject("messageAttributes");
    for (Map.Entry<String, JsonNode> attribute : message.path("MessageAttributes").properties()) {
      ObjectNode value = attributes.putObject(attribute.getKey());
      attribute.getValue().properties().stream()
          .filter(
              member ->
                  member.getKey().equals("StringValue") || member.getKey().equals("BinaryValue"))
          .forEach(
              member ->
                  value.set(
                      Character.toLowerCase(member.getKey().charAt(0))
                          + member.getKey().substring(1),
                      member.getValue()));
      value.putArray("stringListValues");
      value.putArray("binaryListValues");
      value.put("dataType", attribute.getValue().path("DataType").asText());
    }
    record.put("md5OfBody", message.path("MD5OfBody").asText()).put("eventSource", "aws:sqs");
    return record.put("eventSourceARN", queue.arn()).put("awsRegion", account.region());
  }
}
