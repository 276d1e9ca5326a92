package ecommerce.payment3p.adapters;

import ecommerce.edge.Outage;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** Writes that happen only while a condition holds: {@code false} says that nothing changed. */
record ConditionalWrites(DynamoDbClient client) {

  private static final int ATTEMPTS = 12;
  private static final Duration PAUSE = Duration.ofMillis(10);

  /** Why a transaction does not happen when another move was faster. */
  private static final Set<String> LOST =
      Set.of("None", "ConditionalCheckFailed", "TransactionConflict");

  /** One transaction; false where another move was faster, too. */
  boolean together(TransactWriteItem... items) {
    try {
      client.transactWriteItems(write -> write.transactItems(items));
      return true;
    } catch (TransactionCanceledException e) {
      if (e.cancellationReasons().stream().allMatch(reason -> LOST.contains(reason.code()))) {
        return false;
      }
      throw e;
    }
  }

  /** One update. A transaction under way is waited for. */
  boolean change(
      String table,
      Map<String, AttributeValue> key,
      String update,
      String condition,
      Map<String, AttributeValue> values) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        client.updateItem(
            item ->
                item.tableName(table)
                    .key(key)
                    .updateExpression(update)
                    .conditionExpression(condition)
                    .expressionAttributeValues(values));
        return true;
      } catch (ConditionalCheckFailedException e) {
        return false;
      } catch (TransactionConflictException e) {
        LockSupport.parkNanos(PAUSE.toNanos() * attempt);
      }
    }
    throw new Outage("the token was in another transaction at each of " + ATTEMPTS + " attempts");
  }
}
