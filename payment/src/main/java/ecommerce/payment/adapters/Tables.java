package ecommerce.payment.adapters;

import ecommerce.edge.AwsClients;
import ecommerce.edge.ConditionalWrites;
import ecommerce.edge.Priming;
import ecommerce.edge.Settings;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The tables of the service: pending payments under {@code orderId}, the ledger under {@code id},
 * and refunds under {@code orderId} and {@code refundId}. A write whose condition does not hold is
 * {@code false}; one that meets another transaction is tried again.
 */
record Tables(DynamoDbClient client, String pending, String ledger, String refunds) {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  static Tables from(Settings settings) {
    Tables tables =
        new Tables(
            AwsClients.dynamoDb(settings),
            settings.required("TABLE_NAME"),
            settings.required("LEDGER_TABLE_NAME"),
            settings.required("REFUND_TABLE_NAME"));
    Priming.read(tables.client(), tables.ledger(), "id");
    return tables;
  }

  Map<String, AttributeValue> read(String table, Map<String, AttributeValue> key) {
    return client.getItem(get -> get.tableName(table).key(key).consistentRead(true)).item();
  }

  boolean write(TransactWriteItem... items) {
    return writes().together(items);
  }

  /** One conditional update. */
  boolean change(
      String table,
      Map<String, AttributeValue> key,
      String update,
      String condition,
      Map<String, AttributeValue> values) {
    return writes().change(table, key, update, condition, values);
  }

  /** Runs one conditional write. */
  boolean happens(Runnable write) {
    return writes().happens(write);
  }

  private ConditionalWrites writes() {
    return new ConditionalWrites(client, "a payment", PATIENCE);
  }
}
