package ecommerce.payment.adapters;

import ecommerce.payment.model.Difference;
import ecommerce.payment.model.Recorded;
import ecommerce.payment.model.Unchecked;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * {@link Unchecked} in the ledger: an entry of a token that has {@code unchecked} is in the index
 * of that name. Whatever changes an entry puts it there again.
 */
record DynamoUnchecked(Tables tables) implements Unchecked {

  private static final String AS_SEEN =
      "outcome = :outcome AND (refunded = :refunded OR attribute_not_exists(refunded))";

  @Override
  public Iterable<Recorded> writtenBefore(Instant moment) {
    return () ->
        tables
            .client()
            .queryPaginator(
                query ->
                    query
                        .tableName(tables.ledger())
                        .indexName("unchecked")
                        .keyConditionExpression("unchecked = :true AND #date < :moment")
                        .expressionAttributeNames(Map.of("#date", "date"))
                        .expressionAttributeValues(
                            Map.of(
                                ":true", AttributeValue.fromS("true"),
                                ":moment", AttributeValue.fromS(moment.toString()))))
            .items()
            .stream()
            .map(DynamoUnchecked::recorded)
            .iterator();
  }

  @Override
  public boolean stands(Recorded recorded) {
    Map<String, AttributeValue> item =
        tables.read(tables.ledger(), DynamoLedger.tokenKey(recorded.entry().token()));
    return !item.isEmpty() && recorded(item).isAs(recorded);
  }

  @Override
  public void agree(Recorded recorded) {
    tables.change(
        tables.ledger(),
        DynamoLedger.tokenKey(recorded.entry().token()),
        "REMOVE unchecked, difference",
        AS_SEEN,
        seen(recorded));
  }

  @Override
  public void differ(Recorded recorded, Difference.Kind kind) {
    Map<String, AttributeValue> values = new HashMap<>(seen(recorded));
    values.put(":kind", AttributeValue.fromS(kind.name()));
    tables.change(
        tables.ledger(),
        DynamoLedger.tokenKey(recorded.entry().token()),
        "SET difference = :kind",
        AS_SEEN,
        values);
  }

  private static Map<String, AttributeValue> seen(Recorded recorded) {
    return Map.of(
        ":outcome", AttributeValue.fromS(recorded.entry().outcome().name()),
        ":refunded", AttributeValue.fromN(Long.toString(recorded.refunded())));
  }

  private static Recorded recorded(Map<String, AttributeValue> item) {
    long amount = Long.parseLong(item.get("amount").n());
    return new Recorded(
        DynamoLedger.entry(item),
        number(item, "refundable", amount),
        number(item, "refunded", 0),
        Optional.ofNullable(item.get("difference")).map(kind -> Difference.Kind.valueOf(kind.s())));
  }

  private static long number(Map<String, AttributeValue> item, String name, long otherwise) {
    return item.containsKey(name) ? Long.parseLong(item.get(name).n()) : otherwise;
  }
}
