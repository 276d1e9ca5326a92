package ecommerce.local.dynamodb;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;

/** The names of tables' partition keys, remembered for a short while. */
final class PartitionKeys {

  private static final long REMEMBERED_NANOS = 5_000_000_000L;

  private record Known(Optional<String> name, long until) {}

  private final Supplier<Engine> engine;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  PartitionKeys(Supplier<Engine> engine) {
    this.engine = engine;
  }

  /** Empty where there is no such table. */
  Optional<String> of(String table) {
    Known found = known.get(table);
    if (found == null || found.until() - System.nanoTime() < 0) {
      found = new Known(read(table), System.nanoTime() + REMEMBERED_NANOS);
      if (found.name().isPresent()) {
        known.put(table, found);
      }
    }
    return found.name();
  }

  private Optional<String> read(String table) {
    try {
      Engine opened = engine.get();
      DescribeTableRequest request = DescribeTableRequest.builder().tableName(table).build();
      return opened.describing(() -> opened.tables().describeTable(request)).table().keySchema().stream()
          .filter(key -> key.keyType() == KeyType.HASH)
          .map(KeySchemaElement::attributeName)
          .findFirst();
    } catch (AwsServiceException e) {
      return Optional.empty();
    }
  }
}
