package ecommerce.local.lambda;

import ecommerce.local.Timers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;

/** Reads all shards of a stream, each on its own: a shard's children once it is done. */
final class StreamWorker implements Worker {

  private static final Logger LOG = LoggerFactory.getLogger("aws.lambda");
  private static final Duration LOOK_FOR_SHARDS = Duration.ofSeconds(10);

  private final EventSourceMappingConfiguration mapping;
  private final DynamoStream stream;
  private final Pollers.Target target;
  private final Positions positions;
  private final Destinations destinations;
  private final Timers timers;
  private final double retryScale;
  private final Map<String, ShardReader> readers = new HashMap<>();
  private Timers.Timer lookout;
  private boolean stopped;

  StreamWorker(
      EventSourceMappingConfiguration mapping,
      DynamoStream stream,
      Pollers.Target target,
      Positions positions,
      Destinations destinations,
      Timers timers,
      double retryScale) {
    this.mapping = mapping;
    this.stream = stream;
    this.target = target;
    this.positions = positions;
    this.destinations = destinations;
    this.timers = timers;
    this.retryScale = retryScale;
  }

  @Override
  public synchronized void start() {
    lookout = timers.every(LOOK_FOR_SHARDS, this::look);
    timers.after(Duration.ZERO, this::look);
  }

  private void look() {
    try {
      List<DynamoStream.Shard> shards = stream.shards();
      Set<String> known = shards.stream().map(DynamoStream.Shard::id).collect(Collectors.toSet());
      shards.stream().filter(shard -> ready(shard, known)).forEach(this::read);
    } catch (RuntimeException e) {
      LOG.warn("the stream {} cannot be read: {}", mapping.eventSourceArn(), e.getMessage());
    }
  }

  private boolean ready(DynamoStream.Shard shard, Set<String> known) {
    return !ended(shard.id())
        && shard.parent().filter(known::contains).map(this::ended).orElse(true);
  }

  private boolean ended(String shard) {
    return positions.of(mapping.uuid(), shard).map(Positions.Position::ended).orElse(false);
  }

  private synchronized void read(DynamoStream.Shard shard) {
    if (!stopped && !readers.containsKey(shard.id())) {
      StreamBatches batches =
          new StreamBatches(mapping, shard.id(), target, destinations, timers, retryScale);
      ShardReader reader =
          new ShardReader(
              mapping,
              shard.id(),
              stream,
              positions,
              batches,
              timers,
              () -> shardEnded(shard.id()));
      readers.put(shard.id(), reader);
      reader.start();
    }
  }

  private void shardEnded(String shard) {
    synchronized (this) {
      readers.remove(shard);
    }
    look();
  }

  @Override
  public void stop() {
    List<ShardReader> reading;
    synchronized (this) {
      stopped = true;
      if (lookout != null) {
        lookout.cancel();
      }
      reading = List.copyOf(readers.values());
    }
    reading.forEach(ShardReader::stop);
  }
}
