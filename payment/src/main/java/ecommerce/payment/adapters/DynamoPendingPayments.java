package ecommerce.payment.adapters;

import ecommerce.payment.model.Pending;
import ecommerce.payment.model.PendingPayments;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * {@link PendingPayments} in the table: {@code orderId}, {@code paymentToken}, and the {@code
 * amount} where it is known.
 */
final class DynamoPendingPayments implements PendingPayments {

  private static final String SAME_TOKEN = "paymentToken = :token";

  private final Tables tables;

  DynamoPendingPayments(Tables tables) {
    this.tables = tables;
  }

  /**
   * Asks the ledger in the same transaction: a late order cannot come back after its payment has
   * ended.
   */
  @Override
  public boolean remember(Pending payment) {
    Map<String, AttributeValue> item = new HashMap<>(key(payment.orderId()));
    item.put("paymentToken", AttributeValue.fromS(payment.token()));
    payment
        .amount()
        .ifPresent(amount -> item.put("amount", AttributeValue.fromN(Long.toString(amount))));
    Put put =
        Put.builder()
            .tableName(tables.pending())
            .item(item)
            .conditionExpression("attribute_not_exists(orderId)")
            .build();
    ConditionCheck unsettled =
        ConditionCheck.builder()
            .tableName(tables.ledger())
            .key(DynamoLedger.tokenKey(payment.token()))
            .conditionExpression("attribute_not_exists(id)")
            .build();
    return tables.write(
            TransactWriteItem.builder().put(put).build(),
            TransactWriteItem.builder().conditionCheck(unsettled).build())
        || find(payment.orderId())
            .filter(known -> known.token().equals(payment.token()))
            .isPresent();
  }

  @Override
  public Optional<Pending> find(String orderId) {
    return Stream.of(tables.read(tables.pending(), key(orderId)))
        .filter(item -> item.containsKey("paymentToken"))
        .map(item -> new Pending(orderId, item.get("paymentToken").s(), amount(item)))
        .findFirst();
  }

  @Override
  public void changeAmount(Pending payment, long amount) {
    tables.untilSettled(
        () -> {
          tables
              .client()
              .updateItem(
                  update ->
                      update
                          .tableName(tables.pending())
                          .key(key(payment.orderId()))
                          .updateExpression("SET amount = :amount")
                          .conditionExpression(SAME_TOKEN)
                          .expressionAttributeValues(
                              Map.of(
                                  ":amount", AttributeValue.fromN(Long.toString(amount)),
                                  ":token", AttributeValue.fromS(payment.token()))));
          return true;
        });
  }

  @Override
  public void remove(Pending payment) {
    tables.untilSettled(
        () -> {
          tables
              .client()
              .deleteItem(
                  delete ->
                      delete
                          .tableName(tables.pending())
                          .key(key(payment.orderId()))
                          .conditionExpression(SAME_TOKEN)
                          .expressionAttributeValues(
                              Map.of(":token", AttributeValue.fromS(payment.token()))));
          return true;
        });
  }

  private static OptionalLong amount(Map<String, AttributeValue> item) {
    AttributeValue amount = item.get("amount");
    return amount == null || amount.n() == null
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(amount.n()));
  }

  private static Map<String, AttributeValue> key(String orderId) {
    return Map.of("orderId", AttributeValue.fromS(orderId));
  }
}
