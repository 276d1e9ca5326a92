package ecommerce.warehouse.adapters;

import ecommerce.warehouse.model.PackagingRequest;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Writes to the metadata item of a request, on condition that it is still as it was seen. */
final class Seen {

  private final String table;
  private final Map<String, AttributeValue> key;
  private final String condition;
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();

  Seen(String table, PackagingRequest request) {
    this.table = table;
    this.key = RequestItems.key(request.orderId(), RequestItems.METADATA);
    this.condition = request.header().map(this::unchanged).orElse("attribute_not_exists(orderId)");
  }

  private String unchanged(PackagingRequest.Header header) {
    names.put("#status", "status");
    values.put(":status", AttributeValue.fromS(header.status()));
    if (header.modifiedDate().isEmpty()) {
      return "#status = :status AND attribute_not_exists(modifiedDate)";
    }
    values.put(":seen", AttributeValue.fromS(header.modifiedDate().get()));
    return "#status = :status AND modifiedDate = :seen";
  }

  /** Nothing is written; the rest of the transaction depends on it. */
  TransactWriteItem check() {
    ConditionCheck.Builder check =
        ConditionCheck.builder().tableName(table).key(key).conditionExpression(condition);
    if (!values.isEmpty()) {
      check.expressionAttributeNames(names).expressionAttributeValues(values);
    }
    return TransactWriteItem.builder().conditionCheck(check.build()).build();
  }

  TransactWriteItem put(Map<String, AttributeValue> item) {
    Put.Builder put = Put.builder().tableName(table).item(item).conditionExpression(condition);
    if (!values.isEmpty()) {
      put.expressionAttributeNames(names).expressionAttributeValues(values);
    }
    return TransactWriteItem.builder().put(put.build()).build();
  }

  /** Sets the date of the last change. */
  TransactWriteItem touch(String date) {
    return update("SET modifiedDate = :date", date, Map.of());
  }

  /** The request is COMPLETED, without having been worked on. */
  TransactWriteItem complete(String date) {
    Map<String, AttributeValue> completed =
        Map.of(":completed", AttributeValue.fromS(PackagingRequest.COMPLETED));
    return update("SET #status = :completed, modifiedDate = :date REMOVE newDate", date, completed);
  }

  private TransactWriteItem update(
      String expression, String date, Map<String, AttributeValue> more) {
    Map<String, AttributeValue> all = new HashMap<>(values);
    all.put(":date", AttributeValue.fromS(date));
    all.putAll(more);
    Update update =
        Update.builder()
            .tableName(table)
            .key(key)
            .updateExpression(expression)
            .conditionExpression(condition)
            .expressionAttributeNames(names)
            .expressionAttributeValues(all)
            .build();
    return TransactWriteItem.builder().update(update).build();
  }

  TransactWriteItem delete() {
    Delete.Builder delete =
        Delete.builder().tableName(table).key(key).conditionExpression(condition);
    if (!values.isEmpty()) {
      delete.expressionAttributeNames(names).expressionAttributeValues(values);
    }
    return TransactWriteItem.builder().delete(delete.build()).build();
  }

  static TransactWriteItem notWithdrawn(String withdrawnTable, String orderId) {
    ConditionCheck check =
        ConditionCheck.builder()
            .tableName(withdrawnTable)
            .key(Map.of("orderId", AttributeValue.fromS(orderId)))
            .conditionExpression("attribute_not_exists(orderId)")
            .build();
    return TransactWriteItem.builder().conditionCheck(check).build();
  }
}
