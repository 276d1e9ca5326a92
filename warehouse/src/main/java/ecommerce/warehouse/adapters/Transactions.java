package ecommerce.warehouse.adapters;

import ecommerce.warehouse.model.PackagingRequests.Written;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Transactions whose refusal is an answer. */
final class Transactions {

  /** A transaction takes 100 items. */
  static final int ITEMS = 100;

  private final DynamoDbClient client;

  Transactions(DynamoDbClient client) {
    this.client = client;
  }

  /**
   * Writes all or nothing. The conditions come first, so that the second reason tells of the
   * order's being withdrawn.
   */
  Written write(List<TransactWriteItem> conditions, List<TransactWriteItem> rest) {
    List<TransactWriteItem> items = new ArrayList<>(conditions);
    items.addAll(rest);
    try {
      client.transactWriteItems(write -> write.transactItems(items));
      return Written.DONE;
    } catch (TransactionCanceledException e) {
      List<String> codes = e.cancellationReasons().stream().map(CancellationReason::code).toList();
      if (!codes.contains("ConditionalCheckFailed") && !codes.contains("TransactionConflict")) {
        throw e;
      }
      boolean withdrawn = conditions.size() > 1 && codes.get(1).equals("ConditionalCheckFailed");
      return withdrawn ? Written.WITHDRAWN : Written.CHANGED_MEANWHILE;
    }
  }
}
