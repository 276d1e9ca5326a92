package ecommerce.payment.adapters;

import ecommerce.payment.model.Foreseen;
import ecommerce.payment.model.Ledger;
import ecommerce.payment.model.LedgerEntry;
import ecommerce.payment.model.LedgerEntry.Outcome;
import ecommerce.payment.model.Move;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * {@link Ledger} in a table with the key {@code id}: {@code token/…} and {@code order/…} hold how a
 * payment ended; an {@code order/…} without {@code outcome} holds what was reported of an order
 * that is not known, for a day.
 */
final class DynamoLedger implements Ledger {

  private static final Duration FORESIGHT = Duration.ofDays(1);

  private final Tables tables;
  private final InstantSource clock;

  DynamoLedger(Tables tables, InstantSource clock) {
    this.tables = tables;
    this.clock = clock;
  }

  static Map<String, AttributeValue> tokenKey(String token) {
    return Map.of("id", AttributeValue.fromS("token/" + token));
  }

  private static Map<String, AttributeValue> orderKey(String orderId) {
    return Map.of("id", AttributeValue.fromS("order/" + orderId));
  }

  @Override
  public Optional<LedgerEntry> find(String token) {
    Map<String, AttributeValue> item = tables.read(tables.ledger(), tokenKey(token));
    return item.isEmpty() ? Optional.empty() : Optional.of(entry(item));
  }

  @Override
  public LedgerEntry write(LedgerEntry entry) {
    Put token =
        put(tokenKey(entry.token()), entry).toBuilder()
            .conditionExpression("attribute_not_exists(id) OR outcome = :failed")
            .expressionAttributeValues(
                Map.of(":failed", AttributeValue.fromS(Outcome.FAILED.name())))
            .build();
    boolean written =
        tables.write(
            TransactWriteItem.builder().put(token).build(),
            TransactWriteItem.builder().put(put(orderKey(entry.orderId()), entry)).build());
    return written ? entry : find(entry.token()).orElseThrow();
  }

  @Override
  public void writeForOrder(LedgerEntry entry) {
    tables.write(TransactWriteItem.builder().put(put(orderKey(entry.orderId()), entry)).build());
  }

  @Override
  public boolean foresee(String orderId, Move move) {
    return foresee(
        orderId,
        "SET move = if_not_exists(move, :value), expiresAt = :expiry",
        "attribute_not_exists(outcome)",
        AttributeValue.fromS(move.name()));
  }

  @Override
  public boolean foresee(String orderId, long total) {
    AttributeValue value = AttributeValue.fromN(Long.toString(total));
    String open = "attribute_not_exists(outcome)";
    return foresee(
            orderId,
            "SET orderTotal = :value, expiresAt = :expiry",
            open + " AND (attribute_not_exists(orderTotal) OR orderTotal > :value)",
            value)
        || foresee(orderId, "SET expiresAt = :expiry", open + " AND orderTotal <= :value", value);
  }

  private boolean foresee(String orderId, String update, String condition, AttributeValue value) {
    long expiresAt = clock.instant().plus(FORESIGHT).getEpochSecond();
    Map<String, AttributeValue> values =
        Map.of(":value", value, ":expiry", AttributeValue.fromN(Long.toString(expiresAt)));
    return tables.untilSettled(
        () -> {
          tables
              .client()
              .updateItem(
                  item ->
                      item.tableName(tables.ledger())
                          .key(orderKey(orderId))
                          .updateExpression(update)
                          .conditionExpression(condition)
                          .expressionAttributeValues(values));
          return true;
        });
  }

  @Override
  public Foreseen foreseen(String orderId) {
    Map<String, AttributeValue> item = tables.read(tables.ledger(), orderKey(orderId));
    if (item.containsKey("outcome")) {
      return Foreseen.NOTHING;
    }
    return new Foreseen(
        Optional.ofNullable(item.get("move")).map(move -> Move.valueOf(move.s())),
        item.containsKey("orderTotal")
            ? OptionalLong.of(Long.parseLong(item.get("orderTotal").n()))
            : OptionalLong.empty());
  }

  private Put put(Map<String, AttributeValue> key, LedgerEntry entry) {
    Map<String, AttributeValue> item = new HashMap<>(key);
    item.put("paymentToken", AttributeValue.fromS(entry.token()));
    item.put("orderId", AttributeValue.fromS(entry.orderId()));
    item.put("outcome", AttributeValue.fromS(entry.outcome().name()));
    item.put("amount", AttributeValue.fromN(Long.toString(entry.amount())));
    item.put("date", AttributeValue.fromS(clock.instant().toString()));
    entry.reason().ifPresent(reason -> item.put("reason", AttributeValue.fromS(reason)));
    return Put.builder().tableName(tables.ledger()).item(item).build();
  }

  private static LedgerEntry entry(Map<String, AttributeValue> item) {
    return new LedgerEntry(
        item.get("paymentToken").s(),
        item.get("orderId").s(),
        Outcome.valueOf(item.get("outcome").s()),
        Long.parseLong(item.get("amount").n()),
        Optional.ofNullable(item.get("reason")).map(AttributeValue::s));
  }
}
