package ecommerce.delivery.adapters;

import ecommerce.delivery.model.EstimatedDelivery;
import ecommerce.delivery.model.Milestone;
import ecommerce.delivery.model.Tracking;
import ecommerce.edge.AwsClients;
import ecommerce.edge.Priming;
import ecommerce.edge.Settings;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * {@link Tracking} in the table with the key {@code trackingNumber}, {@code eventId}. Of a tracking
 * number there are
 *
 * <ul>
 *   <li>{@code __delivery}: {@code estimatedDelivery}. Without it the number is not known
 *   <li>{@code __end}: {@code status}, {@code time} of the first end that is heard of
 *   <li>one item an event, {@code {time}#{rank}#{status}}: the ids sort as it happened, and before
 *       the two above
 * </ul>
 *
 * <p>Under the key {@code order/{orderId}}, {@code __order}, there is the order's {@code number}.
 * Everything else is put where nothing is yet, and never changed.
 */
public final class DynamoTracking implements Tracking {

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

  private final DynamoDbClient client;
  private final String table;

  DynamoTracking(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /** The table that {@code TRACKING_TABLE_NAME} names. */
  public static DynamoTracking from(Settings settings) {
    DynamoTracking tracking =
        new DynamoTracking(AwsClients.dynamoDb(settings), settings.required("TRACKING_TABLE_NAME"));
    Priming.attempt(tracking.table, tracking::prime);
    return tracking;
  }

  /** A write that cannot be: nothing may be put only where it is already. */
  void prime() {
    put(item("priming", "priming", Map.of()), "attribute_exists(eventId)");
  }

  @Override
  public void record(Milestone milestone) {
    String number = milestone.trackingNumber();
    put(item("order/" + milestone.orderId(), "__order", Map.of("number", number)), null);
    String estimated = EstimatedDelivery.of(milestone.country(), milestone.time()).toString();
    putOnce(item(number, "__delivery", Map.of("estimatedDelivery", estimated)));
    Map<String, String> event =
        Map.of("status", milestone.status().name(), "time", text(milestone.time()));
    putOnce(item(number, eventId(milestone), event));
    if (milestone.status().isEnd()) {
      putOnce(item(number, "__end", event));
    }
  }

  private static String eventId(Milestone milestone) {
    Milestone.Status status = milestone.status();
    return text(milestone.time()) + "#" + status.rank() + "#" + status;
  }

  private static String text(Instant time) {
    return MILLIS.format(time);
  }

  private static Map<String, AttributeValue> item(
      String number, String eventId, Map<String, String> more) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("trackingNumber", AttributeValue.fromS(number));
    item.put("eventId", AttributeValue.fromS(eventId));
    more.forEach((name, value) -> item.put(name, AttributeValue.fromS(value)));
    return item;
  }

  private void putOnce(Map<String, AttributeValue> item) {
    put(item, "attribute_not_exists(eventId)");
  }

  private void put(Map<String, AttributeValue> item, String condition) {
    try {
      client.putItem(put -> put.tableName(table).item(item).conditionExpression(condition));
    } catch (ConditionalCheckFailedException e) {
      // It is there already: the same change was told before.
    }
  }
}
