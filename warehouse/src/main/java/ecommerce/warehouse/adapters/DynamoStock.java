package ecommerce.warehouse.adapters;

import ecommerce.edge.Outage;
import ecommerce.warehouse.model.Stock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** {@link Stock} in the stock table, read consistently. */
final class DynamoStock implements Stock {

  /** BatchGetItem takes 100 keys. */
  private static final int KEYS = 100;

  private static final int ATTEMPTS = 5;
  private static final long PAUSE_NANOS = 20_000_000;

  private final DynamoDbClient client;
  private final String table;

  DynamoStock(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /**
   * @throws Outage where the table leaves keys unread in spite of retries
   */
  @Override
  public Map<String, Level> levels(Set<String> productIds) {
    Map<String, Level> levels = new HashMap<>();
    List<String> ids = List.copyOf(productIds);
    for (int from = 0; from < ids.size(); from += KEYS) {
      read(ids.subList(from, Math.min(ids.size(), from + KEYS)), levels);
    }
    return levels;
  }

  private void read(List<String> ids, Map<String, Level> levels) {
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    ids.forEach(id -> keys.add(Map.of("productId", AttributeValue.fromS(id))));
    Map<String, KeysAndAttributes> due =
        Map.of(
            table,
            KeysAndAttributes.builder()
                .keys(keys)
                .consistentRead(true)
                .projectionExpression("productId, available, reserved")
                .build());
    for (int attempt = 1; !due.isEmpty(); attempt++) {
      if (attempt > ATTEMPTS) {
        throw new Outage("the stock table leaves products unread");
      }
      if (attempt > 1) {
        LockSupport.parkNanos(PAUSE_NANOS << attempt);
      }
      Map<String, KeysAndAttributes> asked = due;
      BatchGetItemResponse answer = client.batchGetItem(get -> get.requestItems(asked));
      for (Map<String, AttributeValue> item : answer.responses().getOrDefault(table, List.of())) {
        levels.put(
            item.get("productId").s(),
            new Level(StockItems.number(item, "available"), StockItems.number(item, "reserved")));
      }
      due = answer.unprocessedKeys();
    }
  }
}
