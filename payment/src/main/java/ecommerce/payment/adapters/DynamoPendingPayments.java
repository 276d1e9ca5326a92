package ecommerce.payment.adapters;

import ecommerce.payment.model.Pending;
import ecommerce.payment.model.PendingPayments;
import ecommerce.payment.model.Waiting;
import java.time.InstantSource;
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
 * amount} where it is known, and {@code since} when it is pending.
 */
final class DynamoPendingPayments implements PendingPayments {

  private static final String SAME_TOKEN = "paymentToken = :token";

  private final Tables tables;
  private final InstantSource clock;

  DynamoPendingPayments(Tables tables, InstantSource clock) {
    this.tables = tables;
    this.clock = clock;
  }

  /**
   * Asks the ledger in the same transaction: a late order cannot come back after its payment has
   * ended.
   */
  @Override
  public boolean remember(Pending payment) {
    Map<String, AttributeValue> item = new HashMap<>(key(payment.orderId()));
    item.put("paymentToken", AttributeValue.fromS(payment.token()));
    item.put("since", Moment.attribute(clock.instant()));
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
  public Iterable<Waiting> waiting() {
    return new PendingWalk(tables);
  }

  @Override
  public Optional<Pending> find(String orderId) {
    return Stream.of(tables.read(tables.pending(), key(orderId)))
        .filter(item -> item.containsKey("paymentToken"))
        .map(DynamoPendingPayments::payment)
        .findFirst();
  }

  @Override
  public void changeAmount(Pending payment, long amount) {
    tables.change(
        tables.pending(),
        key(payment.orderId()),
        "SET amount = :amount",
        SAME_TOKEN + " AND (attribute_not_exists(amount) OR amount > :amount)",
        Map.of(
            ":amount", AttributeValue.fromN(Long.toString(amount)),
            ":token", AttributeValue.fromS(payment.token())));
  }

  @Override
  public void remove(Pending payment) {
    tables.happens(
        () ->
            tables
                .client()
                .deleteItem(
                    delete ->
                        delete
                            .tableName(tables.pending())
                            .key(key(payment.orderId()))
                            .conditionExpression(SAME_TOKEN)
                            .expressionAttributeValues(
                                Map.of(":token", AttributeValue.fromS(payment.token())))));
  }

  /** An item that has a token. */
  static Pending payment(Map<String, AttributeValue> item) {
    return new Pending(item.get("orderId").s(), item.get("paymentToken").s(), amount(item));
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
