package ecommerce.products.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.AwsClients;
import ecommerce.edge.DynamoJson;
import ecommerce.edge.Outage;
import ecommerce.edge.Priming;
import ecommerce.edge.Settings;
import ecommerce.products.model.SearchIndex;
import ecommerce.products.model.SearchTerms;
import ecommerce.products.model.SearchTerms.Entry;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * {@link SearchIndex} in the table with the key {@code term}, {@code place}; each item names its
 * {@code productId}. The product's record ({@link SearchRecord}) says what the index has of it.
 *
 * <p>It is right after any order and repetition of changes: the record is read first, then the
 * catalogue, and written only where the record is still the one that was read. Whoever read the
 * catalogue too early therefore writes nothing, and reads again.
 */
public final class SearchTable implements SearchIndex {

  private static final int ATTEMPTS = 6;
  private static final Duration PAUSE = Duration.ofMillis(15);

  private final DynamoDbClient client;
  private final String catalogue;
  private final String table;

  SearchTable(DynamoDbClient client, String catalogue, String table) {
    this.client = client;
    this.catalogue = catalogue;
    this.table = table;
  }

  /** The tables that {@code TABLE_NAME} and {@code SEARCH_TABLE_NAME} name. */
  public static SearchTable from(Settings settings) {
    String catalogue = settings.required("TABLE_NAME");
    SearchTable search =
        new SearchTable(
            AwsClients.dynamoDb(settings), catalogue, settings.required("SEARCH_TABLE_NAME"));
    Priming.read(search.client, catalogue, "productId");
    Priming.read(search.client, search.table, "term", "place");
    return search;
  }

  @Override
  public void refresh(String productId) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (attempt > 0) {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PAUSE.toNanos() << attempt));
      }
      if (settled(productId)) {
        return;
      }
    }
    throw new Outage("product " + productId + " changes too often to be found");
  }

  private boolean settled(String productId) {
    SearchRecord known = SearchRecord.of(productId, read(table, SearchRecord.key(productId)));
    Set<Entry> wanted =
        read(catalogue, Map.of("productId", AttributeValue.fromS(productId)))
            .map(product -> entries(productId, product))
            .orElse(Set.of());
    if (known.isAlready(wanted)) {
      return true;
    }
    try {
      known
          .steps(wanted)
          .forEach(step -> client.transactWriteItems(write -> write.transactItems(step.on(table))));
      return true;
    } catch (TransactionCanceledException e) {
      return false;
    }
  }

  private Optional<ObjectNode> read(String from, Map<String, AttributeValue> key) {
    Map<String, AttributeValue> item =
        client.getItem(get -> get.tableName(from).key(key).consistentRead(true)).item();
    return item.isEmpty() ? Optional.empty() : Optional.of(DynamoJson.fromItem(item));
  }

  /** What there is to find of a product as an item has it: texts that are texts, and no others. */
  public static Set<Entry> entries(String productId, ObjectNode product) {
    Set<String> tags = new HashSet<>();
    product
        .path("tags")
        .valueStream()
        .filter(JsonNode::isTextual)
        .forEach(t -> tags.add(t.textValue()));
    return SearchTerms.of(
        productId,
        Optional.ofNullable(product.path("name").textValue()),
        Optional.ofNullable(product.path("category").textValue()),
        tags);
  }
}
