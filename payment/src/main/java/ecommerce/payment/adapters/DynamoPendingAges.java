package ecommerce.payment.adapters;

import ecommerce.edge.AwsClients;
import ecommerce.edge.Outage;
import ecommerce.edge.Settings;
import ecommerce.payment.model.PendingAge;
import ecommerce.payment.model.PendingAges;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * {@link PendingAges} as attributes of the pending items, {@code since} and {@code reported}, which
 * go away with them. Reads no tokens. The table is as large as there are payments pending, and is
 * read whole.
 */
public final class DynamoPendingAges implements PendingAges {

  private static final String SINCE = "since";
  private static final String REPORTED = "reported";

  private final DynamoDbClient client;
  private final String table;

  DynamoPendingAges(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /** The table that {@code TABLE_NAME} names, for a function that nobody waits for. */
  public static DynamoPendingAges from(Settings settings) {
    return new DynamoPendingAges(AwsClients.dynamoDb(settings), settings.required("TABLE_NAME"));
  }

  @Override
  public Iterable<List<PendingAge>> unseenOrBefore(Instant time) {
    Iterator<ScanResponse> pages =
        client
            .scanPaginator(
                scan ->
                    scan.tableName(table)
                        .projectionExpression("orderId, #since, #reported")
                        .filterExpression("attribute_not_exists(#since) OR #since < :time")
                        .expressionAttributeNames(Map.of("#since", SINCE, "#reported", REPORTED))
                        .expressionAttributeValues(Map.of(":time", Moment.attribute(time))))
            .iterator();
    return () -> new Pages(pages);
  }

  private record Pages(Iterator<ScanResponse> pages) implements Iterator<List<PendingAge>> {

    @Override
    public boolean hasNext() {
      return pages.hasNext();
    }

    @Override
    public List<PendingAge> next() {
      try {
        return pages.next().items().stream().map(DynamoPendingAges::age).toList();
      } catch (SdkException e) {
        throw new Outage("the pending payments cannot be read", e);
      }
    }
  }

  @Override
  public void seen(String orderId, Instant now) {
    set(orderId, SINCE, now);
  }

  @Override
  public void reported(String orderId, Instant now) {
    set(orderId, REPORTED, now);
  }

  private void set(String orderId, String attribute, Instant time) {
    try {
      client.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(Map.of("orderId", AttributeValue.fromS(orderId)))
                  .updateExpression("SET #attribute = :time")
                  .conditionExpression("attribute_exists(orderId)")
                  .expressionAttributeNames(Map.of("#attribute", attribute))
                  .expressionAttributeValues(Map.of(":time", Moment.attribute(time))));
    } catch (ConditionalCheckFailedException e) {
      // It has ended meanwhile.
    } catch (SdkException e) {
      throw new Outage("the age of a pending payment cannot be kept", e);
    }
  }

  private static PendingAge age(Map<String, AttributeValue> item) {
    return new PendingAge(
        item.get("orderId").s(), Moment.of(item.get(SINCE)), Moment.of(item.get(REPORTED)));
  }
}
