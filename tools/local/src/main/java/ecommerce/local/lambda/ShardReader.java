package ecommerce.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Timers;
import ecommerce.local.wire.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.Filter;

/**
 * Reads one shard in order and gives its records, in batches, to the function: one batch at a time.
 * Polls quickly while records come, and seldom when none do.
 */
final class ShardReader {

  private static final Logger LOG = LoggerFactory.getLogger("aws.lambda");
  private static final int MOST = 1000;
  private static final Duration TROUBLE = Duration.ofSeconds(2);

  private final EventSourceMappingConfiguration mapping;
  private final String shard;
  private final DynamoStream stream;
  private final Positions positions;
  private final StreamBatches batches;
  private final Timers timers;
  private final Runnable ended;
  private final RecordFilter filter;
  private final List<ObjectNode> buffer = new ArrayList<>();
  private Optional<String> iterator = Optional.empty();
  private String lastRead;
  private Instant firstBuffered = Instant.EPOCH;
  private long emptyReads;
  private volatile boolean stopped;
  private Thread thread;

  ShardReader(
      EventSourceMappingConfiguration mapping,
      String shard,
      DynamoStream stream,
      Positions positions,
      StreamBatches batches,
      Timers timers,
      Runnable ended) {
    this.mapping = mapping;
    this.shard = shard;
    this.stream = stream;
    this.positions = positions;
    this.batches = batches;
    this.timers = timers;
    this.ended = ended;
    this.filter =
        RecordFilter.of(
            mapping.filterCriteria() == null
                ? List.of()
                : mapping.filterCriteria().filters().stream().map(Filter::pattern).toList());
  }

  void start() {
    thread = Thread.ofVirtual().name("stream-" + shard).start(this::run);
  }

  /** Ends it; a batch that was not finished is read again by the next reader. */
  void stop() {
    stopped = true;
    batches.stop();
    thread.interrupt();
  }

  private void run() {
    try {
      while (!stopped) {
        if (!step()) {
          positions.ended(mapping.uuid(), shard);
          ended.run();
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * @return false at the end of the shard
   */
  private boolean step() throws InterruptedException {
    try {
      boolean more = buffer.size() >= mapping.batchSize() || read();
      if (due(more)) {
        handle();
      } else if (!more && buffer.isEmpty()) {
        return false;
      }
    } catch (Fault fault) {
      iterator = Optional.empty();
      buffer.clear();
      if (fault.code().equals("TrimmedDataAccessException")) {
        positions.restart(mapping.uuid(), shard);
      } else if (!fault.code().equals("ExpiredIteratorException")) {
        LOG.warn(
            "the shard {} of {} cannot be read: {}",
            shard,
            mapping.eventSourceArn(),
            fault.getMessage());
        timers.pause(TROUBLE);
      }
    } catch (RuntimeException e) {
      if (stopped) {
        return true;
      }
      iterator = Optional.empty();
      buffer.clear();
      LOG.warn("a batch of {} could not be handled: {}", mapping.eventSourceArn(), e.toString());
      timers.pause(TROUBLE);
    }
    return true;
  }

  /**
   * @return false where the shard is closed and holds no more
   */
  private boolean read() throws InterruptedException {
    if (iterator.isEmpty()) {
      Optional<String> after =
          positions.of(mapping.uuid(), shard).map(Positions.Position::sequenceNumber);
      iterator = Optional.of(stream.iterator(shard, after));
      lastRead = after.orElse(null);
    }
    DynamoStream.Batch batch = stream.records(iterator.get(), MOST);
    iterator = batch.next();
    if (batch.records().isEmpty()) {
      if (iterator.isPresent()) {
        timers.pause(idle());
      }
      return iterator.isPresent();
    }
    emptyReads = 0;
    lastRead = DynamoStream.sequenceNumber(batch.records().getLast());
    for (ObjectNode record : batch.records()) {
      if (filter.passes(record)) {
        if (buffer.isEmpty()) {
          firstBuffered = timers.instant();
        }
        buffer.add(record);
      }
    }
    if (buffer.isEmpty()) {
      positions.done(mapping.uuid(), shard, lastRead);
    }
    return iterator.isPresent();
  }

  /** 20 ms for five seconds after a record, then 100 ms, after half a minute 200 ms. */
  private Duration idle() {
    emptyReads++;
    return Duration.ofMillis(emptyReads < 250 ? 20 : emptyReads < 500 ? 100 : 200);
  }

  private boolean due(boolean more) {
    Duration window = Duration.ofSeconds(mapping.maximumBatchingWindowInSeconds());
    return !buffer.isEmpty()
        && (!more
            || buffer.size() >= mapping.batchSize()
            || !firstBuffered.plus(window).isAfter(timers.instant()));
  }

  private void handle() throws InterruptedException {
    List<ObjectNode> batch =
        List.copyOf(buffer.subList(0, Math.min(buffer.size(), mapping.batchSize())));
    boolean all = batch.size() == buffer.size();
    String last = all ? lastRead : DynamoStream.sequenceNumber(batch.getLast());
    batches.handle(batch, number -> positions.done(mapping.uuid(), shard, number));
    positions.done(mapping.uuid(), shard, last);
    buffer.subList(0, batch.size()).clear();
    firstBuffered = timers.instant();
  }
}
