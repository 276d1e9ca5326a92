package ecommerce.orders.adapters;

import ecommerce.edge.Outage;
import ecommerce.orders.model.OrderStatus;
import ecommerce.orders.model.StuckOrder;
import ecommerce.orders.model.WaitingOrders;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * {@link WaitingOrders} in the index {@code status} ({@code status}, {@code modifiedDate}) of the
 * orders table. An order that a client wrote without one of the two is not in it.
 */
public final class StatusIndex implements WaitingOrders {

  private static final int PAGE = 100;

  private final DynamoDbClient client;
  private final String table;

  public StatusIndex(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  @Override
  public Iterable<List<StuckOrder>> in(OrderStatus status, Instant before) {
    Map<String, AttributeValue> values =
        Map.of(
            ":status", AttributeValue.fromS(status.name()),
            ":before", AttributeValue.fromS(OrderTable.DATE.format(before)));
    Iterator<QueryResponse> pages =
        client
            .queryPaginator(
                query ->
                    query
                        .tableName(table)
                        .indexName("status")
                        .limit(PAGE)
                        .keyConditionExpression("#status = :status AND modifiedDate < :before")
                        .expressionAttributeNames(Map.of("#status", "status"))
                        .expressionAttributeValues(values))
            .iterator();
    return () -> new Pages(pages, status);
  }

  private record Pages(Iterator<QueryResponse> pages, OrderStatus status)
      implements Iterator<List<StuckOrder>> {

    @Override
    public boolean hasNext() {
      return pages.hasNext();
    }

    @Override
    public List<StuckOrder> next() {
      try {
        return pages.next().items().stream().map(this::order).toList();
      } catch (SdkException e) {
        throw new Outage("the index status cannot be read", e);
      }
    }

    private StuckOrder order(Map<String, AttributeValue> item) {
      return new StuckOrder(item.get("orderId").s(), status, item.get("modifiedDate").s());
    }
  }
}
