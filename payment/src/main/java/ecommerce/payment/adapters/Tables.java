package ecommerce.payment.adapters;

import ecommerce.edge.AwsClients;
import ecommerce.edge.Outage;
import ecommerce.edge.Priming;
import ecommerce.edge.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * The tables of the service: pending payments under {@code orderId}, the ledger under {@code id},
 * and refunds under {@code orderId} and {@code refundId}. A write whose condition does not hold is
 * {@code false}; one that meets another transaction is tried again.
 */
record Tables(DynamoDbClient client, String pending, String ledger, String refunds) {

  private static final int ATTEMPTS = 20;
  private static final Duration PAUSE = Duration.ofMillis(20);

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
    return untilSettled(
        () -> {
          client.transactWriteItems(write -> write.transactItems(List.of(items)));
          return true;
        });
  }

  /** One conditional update. */
  boolean change(
      String table,
      Map<String, AttributeValue> key,
      String update,
      String condition,
      Map<String, AttributeValue> values) {
    return untilSettled(
        () -> {
          client.updateItem(
              item ->
                  item.tableName(table)
                      .key(key)
                      .updateExpression(update)
                      .conditionExpression(condition)
                      .expressionAttributeValues(values));
          return true;
        });
  }

  /** Runs one conditional write. */
  boolean untilSettled(BooleanSupplier write) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        return write.getAsBoolean();
      } catch (ConditionalCheckFailedException e) {
        return false;
      } catch (TransactionCanceledException e) {
        if (has(e, "ConditionalCheckFailed")) {
          return false;
        }
        if (!has(e, "TransactionConflict")) {
          throw e;
        }
      } catch (TransactionConflictException e) {
        // Somebody else's transaction is under way.
      }
      // Many at once would meet again and again, if they all waited as long.
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PAUSE.toNanos() * attempt));
    }
    throw new Outage("a payment was in another transaction at each of " + ATTEMPTS + " attempts");
  }

  private static boolean has(TransactionCanceledException e, String code) {
    return e.cancellationReasons().stream().anyMatch(reason -> code.equals(reason.code()));
  }
}
