package ecommerce.orders.adapters;

import ecommerce.edge.AwsClients;
import ecommerce.edge.Change;
import ecommerce.edge.DynamoJson;
import ecommerce.edge.Json;
import ecommerce.edge.Outage;
import ecommerce.edge.Priming;
import ecommerce.edge.Settings;
import ecommerce.edge.StreamPosition;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * {@link History} in a table of its own. The key of an entry follows from the change, so that
 * telling it again writes the same entry again.
 */
public final class TableHistory implements History {

  private final DynamoDbClient client;
  private final String table;

  public TableHistory(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /** The table that {@code HISTORY_TABLE_NAME} names. */
  public static TableHistory from(Settings settings) {
    TableHistory history =
        new TableHistory(AwsClients.dynamoDb(settings), settings.required("HISTORY_TABLE_NAME"));
    Priming.attempt(history.table, history::prime);
    return history;
  }

  @Override
  public void add(Change change, StreamPosition position) {
    HistoryEntry.of(change, position).ifPresent(this::put);
  }

  /** Asks for what the table refuses: to replace an entry that is not there. */
  void prime() {
    try {
      client.putItem(
          put ->
              put.tableName(table)
                  .item(
                      DynamoJson.toItem(
                          Json.object().put("orderId", "priming").put("entryId", "priming")))
                  .conditionExpression("attribute_exists(orderId)"));
    } catch (ConditionalCheckFailedException e) {
      // as it should be
    }
  }

  private void put(HistoryEntry entry) {
    try {
      client.putItem(put -> put.tableName(table).item(DynamoJson.toItem(entry.item())));
    } catch (SdkException e) {
      throw new Outage("the history of an order cannot be written", e);
    }
  }
}
