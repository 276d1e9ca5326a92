package ecommerce.ordercounter.adapters;

import ecommerce.edge.AwsClients;
import ecommerce.edge.Priming;
import ecommerce.edge.Settings;
import ecommerce.ordercounter.model.Tally;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * {@link Tally} in the table with the key {@code id}: an item for each day, and for a week one for
 * each order.
 */
public final class DynamoTally implements Tally {

  private static final Duration REMEMBERED = Duration.ofDays(7);

  private final DynamoDbClient client;
  private final String table;
  private final Clock clock;

  DynamoTally(DynamoDbClient client, String table, Clock clock) {
    this.client = client;
    this.table = table;
    this.clock = clock;
  }

  /** The table that {@code TABLE_NAME} names. */
  public static DynamoTally from(Settings settings) {
    String table = settings.required("TABLE_NAME");
    DynamoDbClient client = AwsClients.dynamoDb(settings);
    Priming.read(client, table, "id");
    return new DynamoTally(client, table, Clock.systemUTC());
  }

  @Override
  public boolean count(String orderId, LocalDate day) {
    long expiresAt = clock.instant().plus(REMEMBERED).getEpochSecond();
    try {
      client.transactWriteItems(
          write ->
              write.transactItems(
                  first ->
                      first.put(
                          put ->
                              put.tableName(table)
                                  .item(
                                      Map.of(
                                          "id", AttributeValue.fromS("order#" + orderId),
                                          "expiresAt", AttributeValue.fromN("" + expiresAt)))
                                  .conditionExpression("attribute_not_exists(id)")),
                  second ->
                      second.update(
                          update ->
                              update
                                  .tableName(table)
                                  .key(key(day))
                                  .updateExpression("ADD orders :one")
                                  .expressionAttributeValues(
                                      Map.of(":one", AttributeValue.fromN("1"))))));
      return true;
    } catch (TransactionCanceledException e) {
      if (e.cancellationReasons().getFirst().code().equals("ConditionalCheckFailed")) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public long ordersOf(LocalDate day) {
    AttributeValue orders =
        client.getItem(get -> get.tableName(table).key(key(day))).item().get("orders");
    return orders == null ? 0 : Long.parseLong(orders.n());
  }

  private static Map<String, AttributeValue> key(LocalDate day) {
    return Map.of("id", AttributeValue.fromS("day#" + day));
  }
}
