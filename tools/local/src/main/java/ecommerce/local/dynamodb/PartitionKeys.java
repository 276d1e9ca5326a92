package ecommerce.local.dynamodb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The names of the partition keys of tables and their indexes, remembered for a short while. */
final class PartitionKeys {

  private static final long REMEMBERED_NANOS = 5_000_000_000L;

  /**
   * @param names by index; the table's own under the empty name
   */
  private record Known(Map<String, String> names, long until) {}

  private final Supplier<Engine> engine;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  PartitionKeys(Supplier<Engine> engine) {
    this.engine = engine;
  }

  /**
   * Empty where there is no such table or index.
   *
   * @param index empty for the table itself
   */
  Optional<String> of(String table, String index) {
    Known found = known.get(table);
    if (found == null
        || found.until() - System.nanoTime() < 0
        || !found.names().containsKey(index)) {
      found = new Known(read(table), System.nanoTime() + REMEMBERED_NANOS);
      if (!found.names().isEmpty()) {
        known.put(table, found);
      }
    }
    return Optional.ofNullable(found.names().get(index));
  }

  private Map<String, String> read(String table) {
    Engine opened = engine.get();
    DescribeTableRequest request = DescribeTableRequest.builder().tableName(table).build();
    try {
      return names(opened.describing(() -> opened.tables().describeTable(request)).table());
    } catch (AwsServiceException e) {
      return Map.of();
    }
  }

  private static Map<String, String> names(TableDescription table) {
    Map<String, String> names = new HashMap<>();
    names.put("", partition(table.keySchema()));
    table
        .globalSecondaryIndexes()
        .forEach(index -> names.put(index.indexName(), partition(index.keySchema())));
    table
        .localSecondaryIndexes()
        .forEach(index -> names.put(index.indexName(), partition(index.keySchema())));
    return names;
  }

  private static String partition(List<KeySchemaElement> schema) {
    return schema.stream()
        .filter(key -> key.keyType() == KeyType.HASH)
        .findFirst()
        .orElseThrow()
        .attributeName();
  }
}
