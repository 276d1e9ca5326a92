package ecommerce.delivery.adapters;

import ecommerce.delivery.model.Address;
import ecommerce.delivery.model.Deliveries;
import ecommerce.edge.AwsClients;
import ecommerce.edge.Priming;
import ecommerce.edge.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** {@link Deliveries} in the table with the key {@code orderId}. */
public final class DynamoDeliveries implements Deliveries {

  private final DynamoDbClient client;
  private final String table;

  DynamoDeliveries(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /** The table that {@code TABLE_NAME} names. */
  public static DynamoDeliveries from(Settings settings) {
    String table = settings.required("TABLE_NAME");
    DynamoDbClient client = AwsClients.dynamoDb(settings);
    Priming.read(client, table, "orderId");
    return new DynamoDeliveries(client, table);
  }

  @Override
  public boolean make(String orderId, Address address, String trackingNumber) {
    Map<String, AttributeValue> lines = new LinkedHashMap<>();
    address.lines().forEach((name, line) -> lines.put(name, AttributeValue.fromS(line)));
    Map<String, AttributeValue> item =
        Map.of(
            "orderId", AttributeValue.fromS(orderId),
            "status", AttributeValue.fromS("NEW"),
            "isNew", AttributeValue.fromS("true"),
            "address", AttributeValue.fromM(lines),
            "trackingNumber", AttributeValue.fromS(trackingNumber));
    try {
      client.putItem(
          put ->
              put.tableName(table).item(item).conditionExpression("attribute_not_exists(orderId)"));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }
}
