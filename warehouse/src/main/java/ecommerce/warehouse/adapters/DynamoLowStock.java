package ecommerce.warehouse.adapters;

import ecommerce.edge.AwsClients;
import ecommerce.edge.Settings;
import ecommerce.warehouse.model.LowStock;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** {@link LowStock} as the sparse index {@code low} of the stock table. */
public final class DynamoLowStock implements LowStock {

  private final DynamoDbClient client;
  private final String table;
  private final long threshold;

  DynamoLowStock(DynamoDbClient client, String table, long threshold) {
    this.client = client;
    this.table = table;
    this.threshold = threshold;
  }

  /** The table that {@code STOCK_TABLE_NAME} names. */
  public static DynamoLowStock from(Settings settings, long threshold) {
    return new DynamoLowStock(
        AwsClients.dynamoDb(settings), settings.required("STOCK_TABLE_NAME"), threshold);
  }

  @Override
  public void keep(String productId, boolean low) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":threshold", StockItems.number(threshold));
    if (low) {
      values.put(":low", AttributeValue.fromS("true"));
    }
    try {
      client.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(Map.of("productId", AttributeValue.fromS(productId)))
                  .updateExpression(low ? "SET low = :low" : "REMOVE low")
                  .conditionExpression(low ? "available <= :threshold" : "available > :threshold")
                  .expressionAttributeValues(values));
    } catch (ConditionalCheckFailedException changedSince) {
      // What the stock is now comes as a change of its own.
    }
  }
}
