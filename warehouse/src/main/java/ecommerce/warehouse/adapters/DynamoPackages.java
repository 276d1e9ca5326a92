package ecommerce.warehouse.adapters;

import ecommerce.edge.AwsClients;
import ecommerce.edge.Priming;
import ecommerce.edge.Settings;
import ecommerce.warehouse.model.Packages;
import ecommerce.warehouse.model.PackagingRequest;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** {@link Packages} in the table, read consistently. */
public final class DynamoPackages implements Packages {

  private final DynamoDbClient client;
  private final String table;

  DynamoPackages(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /** The table that {@code TABLE_NAME} names, for a function that nobody waits for. */
  public static DynamoPackages unprimed(Settings settings) {
    return new DynamoPackages(AwsClients.dynamoDb(settings), settings.required("TABLE_NAME"));
  }

  /** The table that {@code TABLE_NAME} names. */
  public static DynamoPackages from(Settings settings) {
    String table = settings.required("TABLE_NAME");
    DynamoDbClient client = AwsClients.dynamoDb(settings);
    Priming.read(client, table, "orderId", "productId");
    return new DynamoPackages(client, table);
  }

  @Override
  public PackagingRequest request(String orderId) {
    List<Map<String, AttributeValue>> items =
        client
            .queryPaginator(
                query ->
                    query
                        .tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("orderId = :order")
                        .expressionAttributeValues(Map.of(":order", AttributeValue.fromS(orderId))))
            .items()
            .stream()
            .toList();
    return RequestItems.request(orderId, items);
  }
}
