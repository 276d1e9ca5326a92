package ecommerce.products.adapters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.DynamoJson;
import ecommerce.edge.Outage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * {@link Catalogue} in the products table. Reads a hundred ids in a call, and again what DynamoDB
 * left unprocessed, a limited number of times. Reads are strongly consistent: a price that has just
 * changed is the price.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html">BatchGetItem</a>
 */
public final class CatalogueTable implements Catalogue {

  private static final int IDS = 100;
  private static final int LONGEST_KEY = 2048;
  private static final int ATTEMPTS = 6;
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final DynamoDbClient client;
  private final String table;

  public CatalogueTable(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  @Override
  public Map<String, ObjectNode> find(Set<String> productIds) {
    Map<String, ObjectNode> found = new HashMap<>();
    List<String> ids =
        new LinkedHashSet<>(productIds).stream().filter(CatalogueTable::fitsKey).toList();
    for (int from = 0; from < ids.size(); from += IDS) {
      read(ids.subList(from, Math.min(from + IDS, ids.size())), found);
    }
    return found;
  }

  /**
   * An id that is longer than a key can be is not in the table; DynamoDB would refuse the whole
   * call.
   */
  private static boolean fitsKey(String id) {
    return id.getBytes(StandardCharsets.UTF_8).length <= LONGEST_KEY;
  }

  private void read(List<String> ids, Map<String, ObjectNode> found) {
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    ids.forEach(id -> keys.add(Map.of("productId", AttributeValue.fromS(id))));
    Map<String, KeysAndAttributes> due =
        Map.of(table, KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
    for (int attempt = 0; attempt < ATTEMPTS && !due.isEmpty(); attempt++) {
      if (attempt > 0) {
        LockSupport.parkNanos(PAUSE.toNanos() << attempt);
      }
      BatchGetItemResponse response = batch(due);
      response
          .responses()
          .getOrDefault(table, List.of())
          .forEach(item -> found.put(item.get("productId").s(), DynamoJson.fromItem(item)));
      due = response.unprocessedKeys();
    }
    if (!due.isEmpty()) {
      throw new Outage(
          "the products table left " + due.get(table).keys().size() + " products unread");
    }
  }

  private BatchGetItemResponse batch(Map<String, KeysAndAttributes> due) {
    try {
      return client.batchGetItem(request -> request.requestItems(due));
    } catch (SdkException e) {
      throw new Outage("the products table cannot be read", e);
    }
  }
}
