package ecommerce.warehouse.adapters;

import ecommerce.edge.AwsClients;
import ecommerce.edge.Outage;
import ecommerce.edge.Settings;
import ecommerce.warehouse.model.PackagingRequest;
import ecommerce.warehouse.model.Reservation;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The requests as they lie in their table, read consistently, without what is reserved for them.
 */
public final class DynamoPackages {

  private final DynamoDbClient client;
  private final String table;

  DynamoPackages(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /** The table that {@code TABLE_NAME} names, for a function that nobody waits for. */
  public static DynamoPackages from(Settings settings) {
    return new DynamoPackages(AwsClients.dynamoDb(settings), settings.required("TABLE_NAME"));
  }

  /** What the table holds for an order. */
  public PackagingRequest request(String orderId) {
    Map<String, AttributeValue> order = Map.of(":order", AttributeValue.fromS(orderId));
    try {
      List<Map<String, AttributeValue>> items =
          client
              .queryPaginator(
                  query ->
                      query
                          .tableName(table)
                          .consistentRead(true)
                          .keyConditionExpression("orderId = :order")
                          .expressionAttributeValues(order))
              .items()
              .stream()
              .toList();
      return RequestItems.request(orderId, items, Reservation.NONE);
    } catch (SdkException e) {
      throw new Outage("the packaging requests cannot be read", e);
    }
  }
}
