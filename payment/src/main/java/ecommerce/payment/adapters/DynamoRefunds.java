package ecommerce.payment.adapters;

import ecommerce.payment.model.Captured;
import ecommerce.payment.model.LedgerEntry.Outcome;
import ecommerce.payment.model.Refund;
import ecommerce.payment.model.Refund.Status;
import ecommerce.payment.model.RefundLedger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * {@link RefundLedger} in two tables: the refunds, and in the ledger, of each captured token, what
 * is {@code owed}, {@code refundable} and {@code refunded}. A token that was captured before
 * refunds were counted has none of these: all of it is refundable.
 */
final class DynamoRefunds implements RefundLedger {

  private static final String TAKE = "refundable = if_not_exists(refundable, amount) - :amount";
  private static final String ENOUGH =
      "(refundable >= :amount OR (attribute_not_exists(refundable) AND amount >= :amount))";
  private static final String UNCHECKED = "unchecked = :true";

  private final Tables tables;
  private final InstantSource clock;

  DynamoRefunds(Tables tables, InstantSource clock) {
    this.tables = tables;
    this.clock = clock;
  }

  @Override
  public Optional<Captured> captured(String orderId) {
    Map<String, AttributeValue> order =
        tables.read(tables.ledger(), DynamoLedger.orderKey(orderId));
    if (!AttributeValue.fromS(Outcome.PROCESSED.name()).equals(order.get("outcome"))) {
      return Optional.empty();
    }
    return Optional.of(ofToken(order.get("paymentToken").s()));
  }

  @Override
  public Captured captured(Refund refund) {
    return ofToken(refund.token());
  }

  private Captured ofToken(String token) {
    Map<String, AttributeValue> item = tables.read(tables.ledger(), DynamoLedger.tokenKey(token));
    long amount = number(item, "amount", 0);
    return new Captured(
        token,
        amount,
        number(item, "owed", amount),
        number(item, "refundable", amount),
        number(item, "refunded", 0));
  }

  @Override
  public Optional<Refund> find(String orderId, String refundId) {
    Map<String, AttributeValue> item =
        tables.read(tables.refunds(), RefundItem.key(orderId, refundId));
    return item.isEmpty() ? Optional.empty() : Optional.of(RefundItem.refund(item));
  }

  @Override
  public boolean open(Refund refund) {
    return tables.write(fresh(refund), ofToken(refund, "SET " + TAKE, ENOUGH, amount(refund)));
  }

  @Override
  public boolean open(Refund refund, long from, long to) {
    Map<String, AttributeValue> values = new HashMap<>(amount(refund));
    values.put(":from", AttributeValue.fromN(Long.toString(from)));
    values.put(":to", AttributeValue.fromN(Long.toString(to)));
    String known = "(owed = :from OR (attribute_not_exists(owed) AND amount = :from))";
    return tables.write(
        fresh(refund),
        ofToken(refund, "SET owed = :to, " + TAKE, ENOUGH + " AND " + known, values));
  }

  @Override
  public boolean reopen(Refund refund) {
    return tables.write(
        moved(refund, Status.REFUSED, Status.PENDING, " REMOVE failure", Map.of()),
        ofToken(refund, "SET " + TAKE, ENOUGH, amount(refund)));
  }

  @Override
  public boolean done(Refund refund) {
    TransactWriteItem moved = moved(refund, Status.PENDING, Status.DONE, "", Map.of());
    Map<String, AttributeValue> values = new HashMap<>(amount(refund));
    values.put(":zero", AttributeValue.fromN("0"));
    String add = "SET refunded = if_not_exists(refunded, :zero) + :amount";
    Map<String, AttributeValue> ofOrder = new HashMap<>(values);
    ofOrder.put(":token", AttributeValue.fromS(refund.token()));
    values.put(":true", RefundItem.OPEN);
    TransactWriteItem token =
        ofToken(refund, add + ", " + UNCHECKED, "attribute_exists(id)", values);
    TransactWriteItem shown =
        inLedger(DynamoLedger.orderKey(refund.orderId()), add, "paymentToken = :token", ofOrder);
    // The order may have been paid again since, with another token: then it shows that payment.
    return tables.write(moved, token, shown) || tables.write(moved, token);
  }

  @Override
  public boolean refuse(Refund refund, String failure) {
    Map<String, AttributeValue> values = new HashMap<>(amount(refund));
    values.put(":true", RefundItem.OPEN);
    return tables.write(
        moved(
            refund,
            Status.PENDING,
            Status.REFUSED,
            ", failure = :failure",
            Map.of(":failure", AttributeValue.fromS(failure))),
        ofToken(
            refund,
            "SET refundable = refundable + :amount, " + UNCHECKED,
            "attribute_exists(refundable)",
            values));
  }

  @Override
  public void close(Refund refund) {
    tables.happens(
        () ->
            tables
                .client()
                .updateItem(
                    item ->
                        item.tableName(tables.refunds())
                            .key(RefundItem.key(refund.orderId(), refund.refundId()))
                            .updateExpression("REMOVE #open")
                            .conditionExpression("#status = :status")
                            .expressionAttributeNames(Map.of("#open", "open", "#status", "status"))
                            .expressionAttributeValues(
                                Map.of(":status", AttributeValue.fromS(refund.status().name())))));
  }

  @Override
  public Iterable<Refund> openSince(Instant moment) {
    return () ->
        tables
            .client()
            .queryPaginator(
                query ->
                    query
                        .tableName(tables.refunds())
                        .indexName("open")
                        .keyConditionExpression("#open = :true AND modifiedDate < :moment")
                        .expressionAttributeNames(Map.of("#open", "open"))
                        .expressionAttributeValues(
                            Map.of(
                                ":true",
                                RefundItem.OPEN,
                                ":moment",
                                AttributeValue.fromS(moment.toString()))))
            .items()
            .stream()
            .map(RefundItem::refund)
            .iterator();
  }

  private TransactWriteItem fresh(Refund refund) {
    Put put =
        Put.builder()
            .tableName(tables.refunds())
            .item(RefundItem.of(refund, clock.instant()))
            .conditionExpression("attribute_not_exists(orderId)")
            .build();
    return TransactWriteItem.builder().put(put).build();
  }

  private TransactWriteItem moved(
      Refund refund, Status from, Status to, String more, Map<String, AttributeValue> moreValues) {
    Map<String, AttributeValue> values = new HashMap<>(moreValues);
    values.put(":from", AttributeValue.fromS(from.name()));
    values.put(":to", AttributeValue.fromS(to.name()));
    values.put(":now", AttributeValue.fromS(clock.instant().toString()));
    values.put(":true", RefundItem.OPEN);
    Update update =
        Update.builder()
            .tableName(tables.refunds())
            .key(RefundItem.key(refund.orderId(), refund.refundId()))
            .updateExpression("SET #status = :to, modifiedDate = :now, #open = :true" + more)
            .conditionExpression("#status = :from")
            .expressionAttributeNames(Map.of("#open", "open", "#status", "status"))
            .expressionAttributeValues(values)
            .build();
    return TransactWriteItem.builder().update(update).build();
  }

  private TransactWriteItem ofToken(
      Refund refund, String update, String condition, Map<String, AttributeValue> values) {
    return inLedger(DynamoLedger.tokenKey(refund.token()), update, condition, values);
  }

  private TransactWriteItem inLedger(
      Map<String, AttributeValue> key,
      String update,
      String condition,
      Map<String, AttributeValue> values) {
    Update change =
        Update.builder()
            .tableName(tables.ledger())
            .key(key)
            .updateExpression(update)
            .conditionExpression(condition)
            .expressionAttributeValues(values)
            .build();
    return TransactWriteItem.builder().update(change).build();
  }

  private static Map<String, AttributeValue> amount(Refund refund) {
    return Map.of(":amount", AttributeValue.fromN(Long.toString(refund.amount())));
  }

  private static long number(Map<String, AttributeValue> item, String name, long otherwise) {
    return item.containsKey(name) ? Long.parseLong(item.get(name).n()) : otherwise;
  }
}
