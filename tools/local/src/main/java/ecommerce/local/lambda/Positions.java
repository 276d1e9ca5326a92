package ecommerce.local.lambda;

import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;

/**
 * How far each mapping has come in each shard of its stream. Durable: after a restart it goes on
 * there.
 */
final class Positions {

  /**
   * @param sequenceNumber of the last record that is done; null where none is: then the shard is
   *     read from its beginning
   * @param ended whether the shard is closed and read to its end
   */
  record Position(String sequenceNumber, boolean ended) {}

  private final Collection<Position> stored;

  Positions(Store store) {
    this.stored = store.collection("lambda.positions", Position.class);
  }

  Optional<Position> of(String mapping, String shard) {
    return stored.get(mapping + "/" + shard);
  }

  void done(String mapping, String shard, String sequenceNumber) {
    stored.put(mapping + "/" + shard, new Position(sequenceNumber, false));
  }

  void ended(String mapping, String shard) {
    Position last = of(mapping, shard).orElse(new Position(null, false));
    stored.put(mapping + "/" + shard, new Position(last.sequenceNumber(), true));
  }

  /** Reads a shard from its beginning again. */
  void restart(String mapping, String shard) {
    stored.remove(mapping + "/" + shard);
  }

  void forget(String mapping) {
    stored.startingWith(mapping + "/").keySet().forEach(stored::remove);
  }

  /**
   * Fixes where a new mapping begins. {@code LATEST} is behind the last record that there is now,
   * found by reading: so nothing that is written from now on is lost, whenever the first poll
   * comes.
   */
  void begin(EventSourceMappingConfiguration mapping, DynamoStream stream) {
    List<DynamoStream.Shard> shards = stream.shards();
    if (mapping.startingPosition() != EventSourcePosition.LATEST) {
      return;
    }
    for (DynamoStream.Shard shard : shards) {
      if (shard.closed()) {
        stored.put(mapping.uuid() + "/" + shard.id(), new Position(null, true));
      } else {
        stream
            .lastSequenceNumber(shard.id())
            .ifPresent(last -> done(mapping.uuid(), shard.id(), last));
      }
    }
  }
}
