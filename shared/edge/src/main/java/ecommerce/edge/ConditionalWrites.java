package ecommerce.edge;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * Writes to DynamoDB that happen only while a condition holds. One that does not hold is an answer,
 * {@code false}. An item that a transaction of others holds at the moment, or a transaction that is
 * throttled, is no answer: it is tried again, with {@link Patience}.
 *
 * @param what is written, for the message of an outage
 * @param limit how long others are waited for
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling">transaction
 *     conflicts</a>
 */
public record ConditionalWrites(DynamoDbClient client, String what, Duration limit) {

  private static final String REFUSED = "ConditionalCheckFailed";
  private static final Set<String> PASSING =
      Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

  /** All or nothing, in one transaction; nothing, and {@code false}, where a condition fails. */
  public boolean together(TransactWriteItem... items) {
    return happens(() -> client.transactWriteItems(write -> write.transactItems(items)));
  }

  /** One update. */
  public boolean change(
      String table,
      Map<String, AttributeValue> key,
      String update,
      String condition,
      Map<String, AttributeValue> values) {
    return happens(
        () ->
            client.updateItem(
                item ->
                    item.tableName(table)
                        .key(key)
                        .updateExpression(update)
                        .conditionExpression(condition)
                        .expressionAttributeValues(values)));
  }

  /** Whether the write happened; {@code false} where a condition of it does not hold. */
  public boolean happens(Runnable write) {
    try {
      outlasting(
          () -> {
            write.run();
            return true;
          });
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    } catch (TransactionCanceledException e) {
      if (!codes(e).contains(REFUSED)) {
        throw e;
      }
      return false;
    }
  }

  /** Writes when nobody else is writing; a condition that does not hold travels up at once. */
  public <T> T outlasting(Supplier<T> write) {
    for (Patience patience = new Patience(what, limit); ; ) {
      try {
        return write.get();
      } catch (DynamoDbException e) {
        if (!passes(e)) {
          throw e;
        }
        patience.pause(e);
      }
    }
  }

  /** The place, among the writes of a transaction, of the first one that was refused; or -1. */
  public static int firstRefused(TransactionCanceledException e) {
    return codes(e).indexOf(REFUSED);
  }

  private static boolean passes(DynamoDbException e) {
    if (e instanceof TransactionCanceledException cancelled) {
      List<String> codes = codes(cancelled);
      return !codes.contains(REFUSED) && codes.stream().anyMatch(PASSING::contains);
    }
    return e instanceof TransactionConflictException || e instanceof TransactionInProgressException;
  }

  private static List<String> codes(TransactionCanceledException e) {
    return e.cancellationReasons().stream().map(CancellationReason::code).toList();
  }
}
