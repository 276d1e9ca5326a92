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
 * that is not known, for 15 days.
 */
final class DynamoLedger implements Ledger {

  /** Longer than an OrderCreated may lie among the dead letters: 14 days. */
  private static final Duration FORESIGHT = Duration.ofDays(15);

  private final Tables tables;
  private final InstantSource clock;

  DynamoLedger(Tables tables, InstantSource clock) {
    this.tables = tables;
    this.clock = clock;
  }

  static Map<String, AttributeValue> tokenKey(String token) {
    return Map.of("id", AttributeValue.fromS("token/" + token));
  }

  static Map<String, AttributeValue> orderKey(String orderId) {
    return Map.of("id", AttributeValue.fromS("order/" + orderId));
  }

  @Override
  public Optional<LedgerEntry> find(String token) {
    Map<String, AttributeValue> item = tables.read(tables.ledger(), tokenKey(token));
    return item.isEmpty() ? Optional.empty() : Optional.of(entry(item));
  }

  @Override
  public LedgerEntry write(LedgerEntry entry) {
    Map<String, AttributeValue> ofToken = item(tokenKey(entry.token()), entry);
    ofToken.put("unchecked", AttributeValue.fromS("true"));
    if (entry.outcome() == Outcome.PROCESSED) {
      ofToken.put("owed", number(entry.amount()));
      ofToken.put("refundable", number(entry.amount()));
      ofToken.put("refunded", number(0));
    }
    Put token =
        Put.builder()
            .tableName(tables.ledger())
            .item(ofToken)
            .conditionExpression("attribute_not_exists(id) OR outcome = :failed")
            .expressionAttributeValues(
                Map.of(":failed", AttributeValue.fromS(Outcome.FAILED.name())))
            .build();
    boolean written =
        tables.write(
            TransactWriteItem.builder().put(token).build(),
            TransactWriteItem.builder().put(ofOrder(entry)).build());
    return written ? entry : find(entry.token()).orElseThrow();
  }

  @Override
  public void writeForOrder(LedgerEntry entry) {
    tables.write(TransactWriteItem.builder().put(ofOrder(entry)).build());
  }

  @Override
  public void authorised(String orderId, String token, long amount) {
    tables.change(
        tables.ledger(),
        orderKey(orderId),
        "SET authorised = :amount, orderId = :order, paymentToken = :token REMOVE expiresAt",
        "attribute_not_exists(outcome)",
        Map.of(
            ":amount", number(amount),
            ":order", AttributeValue.fromS(orderId),
            ":token", AttributeValue.fromS(token)));
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
    return tables.change(tables.ledger(), orderKey(orderId), update, condition, values);
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

  /** What people are shown of an order's payment: what was not captured of it was released. */
  private Put ofOrder(LedgerEntry entry) {
    Map<String, AttributeValue> key = orderKey(entry.orderId());
    Map<String, AttributeValue> before = tables.read(tables.ledger(), key);
    boolean ofThisToken = AttributeValue.fromS(entry.token()).equals(before.get("paymentToken"));
    long known =
        ofThisToken && before.containsKey("authorised")
            ? Long.parseLong(before.get("authorised").n())
            : 0;
    long authorised = Math.max(known, entry.amount());
    long captured = entry.outcome() == Outcome.PROCESSED ? entry.amount() : 0;
    Map<String, AttributeValue> item = item(key, entry);
    item.put("authorised", number(authorised));
    item.put("captured", number(captured));
    item.put("released", number(entry.isFinal() ? authorised - captured : 0));
    item.put("refunded", number(0));
    return Put.builder().tableName(tables.ledger()).item(item).build();
  }

  private Map<String, AttributeValue> item(Map<String, AttributeValue> key, LedgerEntry entry) {
    Map<String, AttributeValue> item = new HashMap<>(key);
    item.put("paymentToken", AttributeValue.fromS(entry.token()));
    item.put("orderId", AttributeValue.fromS(entry.orderId()));
    item.put("outcome", AttributeValue.fromS(entry.outcome().name()));
    item.put("amount", number(entry.amount()));
    item.put("date", AttributeValue.fromS(clock.instant().toString()));
    entry.reason().ifPresent(reason -> item.put("reason", AttributeValue.fromS(reason)));
    return item;
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  static LedgerEntry entry(Map<String, AttributeValue> item) {
    return new LedgerEntry(
        item.get("paymentToken").s(),
        item.get("orderId").s(),
        Outcome.valueOf(item.get("outcome").s()),
        Long.parseLong(item.get("amount").n()),
        Optional.ofNullable(item.get("reason")).map(AttributeValue::s));
  }
}
