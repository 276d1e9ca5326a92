package ecommerce.orders.adapters;

import ecommerce.edge.Outage;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * Writes to items that another transaction holds at the moment: tried again after a short random
 * pause, for a time that leaves a function of five seconds its answer; then an {@link Outage}. A
 * condition that does not hold is no contention and travels up at once.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling">transaction
 *     conflicts</a>
 */
final class Contention {

  private static final Duration PATIENCE = Duration.ofMillis(1500);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);
  private static final Set<String> PASSING =
      Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

  private Contention() {}

  static <T> T outlasted(Supplier<T> write) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return write.get();
      } catch (DynamoDbException e) {
        if (!passes(e)) {
          throw e;
        }
        if (System.nanoTime() > deadline) {
          throw new Outage("the orders table was held by other transactions all the time", e);
        }
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE.toNanos()));
      }
    }
  }

  private static boolean passes(DynamoDbException e) {
    if (e instanceof TransactionCanceledException cancelled) {
      List<String> codes = codes(cancelled);
      return !codes.contains("ConditionalCheckFailed")
          && codes.stream().anyMatch(PASSING::contains);
    }
    return e instanceof TransactionConflictException || e instanceof TransactionInProgressException;
  }

  /** Why a transaction was cancelled, an entry for each of its writes. */
  static List<String> codes(TransactionCanceledException e) {
    return e.cancellationReasons().stream().map(CancellationReason::code).toList();
  }
}
