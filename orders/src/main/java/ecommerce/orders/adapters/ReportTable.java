package ecommerce.orders.adapters;

import ecommerce.edge.Outage;
import ecommerce.orders.model.StuckOrder;
import ecommerce.orders.model.StuckReports;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * {@link StuckReports} in a table with the key {@code orderId}: the {@code status} that was
 * reported, and {@code expiresAt}, in seconds, when it is due again. Items go away by themselves
 * some time after.
 */
public final class ReportTable implements StuckReports {

  private final DynamoDbClient client;
  private final String table;

  public ReportTable(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  @Override
  public List<StuckOrder> due(List<StuckOrder> stuck, Instant now) {
    if (stuck.isEmpty()) {
      return List.of();
    }
    Map<String, Map<String, AttributeValue>> known = known(stuck);
    return stuck.stream()
        .filter(order -> isDue(order, known.getOrDefault(order.orderId(), Map.of()), now))
        .toList();
  }

  private static boolean isDue(StuckOrder order, Map<String, AttributeValue> item, Instant now) {
    return item.isEmpty()
        || !item.get("status").s().equals(order.status().name())
        || Long.parseLong(item.get("expiresAt").n()) <= now.getEpochSecond();
  }

  /** At most a hundred, which is what one page has and one call takes. */
  private Map<String, Map<String, AttributeValue>> known(List<StuckOrder> orders) {
    KeysAndAttributes keys =
        KeysAndAttributes.builder()
            .keys(
                orders.stream()
                    .map(order -> Map.of("orderId", AttributeValue.fromS(order.orderId())))
                    .toList())
            .build();
    Map<String, Map<String, AttributeValue>> known = new HashMap<>();
    try {
      client.batchGetItemPaginator(get -> get.requestItems(Map.of(table, keys))).stream()
          .flatMap(page -> page.responses().getOrDefault(table, List.of()).stream())
          .forEach(item -> known.put(item.get("orderId").s(), item));
    } catch (SdkException e) {
      throw new Outage("the reports of stuck orders cannot be read", e);
    }
    return known;
  }

  @Override
  public void reported(StuckOrder order, Instant dueAgain) {
    Map<String, AttributeValue> item =
        Map.of(
            "orderId", AttributeValue.fromS(order.orderId()),
            "status", AttributeValue.fromS(order.status().name()),
            "expiresAt", AttributeValue.fromN(Long.toString(dueAgain.getEpochSecond())));
    try {
      client.putItem(put -> put.tableName(table).item(item));
    } catch (SdkException e) {
      throw new Outage("the report of a stuck order cannot be kept", e);
    }
  }
}
