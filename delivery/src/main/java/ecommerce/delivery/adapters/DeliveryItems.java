package ecommerce.delivery.adapters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.AwsClients;
import ecommerce.edge.DynamoJson;
import ecommerce.edge.Outage;
import ecommerce.edge.Settings;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The deliveries as they lie in the table, read consistently. */
public final class DeliveryItems {

  private final DynamoDbClient client;
  private final String table;

  DeliveryItems(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /** The table that {@code TABLE_NAME} names, for a function that nobody waits for. */
  public static DeliveryItems from(Settings settings) {
    return new DeliveryItems(AwsClients.dynamoDb(settings), settings.required("TABLE_NAME"));
  }

  /** The delivery of an order; empty where it has none. */
  public Optional<ObjectNode> find(String orderId) {
    Map<String, AttributeValue> key = Map.of("orderId", AttributeValue.fromS(orderId));
    try {
      Map<String, AttributeValue> item =
          client.getItem(get -> get.tableName(table).key(key).consistentRead(true)).item();
      return item.isEmpty() ? Optional.empty() : Optional.of(DynamoJson.fromItem(item));
    } catch (SdkException e) {
      throw new Outage("the deliveries cannot be read", e);
    }
  }
}
