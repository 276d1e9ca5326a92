package ecommerce.payment3p.adapters;

import ecommerce.edge.AwsClients;
import ecommerce.edge.ConditionalWrites;
import ecommerce.edge.Priming;
import ecommerce.edge.Settings;
import ecommerce.payment3p.model.Settlement;
import ecommerce.payment3p.model.TokenState;
import ecommerce.payment3p.model.Tokens;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * {@link Tokens} in tables with the key {@code paymentToken}: one holds an item with the {@code
 * amount} exactly while the token is authorised; the next remembers how it was settled, the {@code
 * amount}, and how much of it is {@code refundable}; the third, whose key goes on with {@code
 * refundId}, which refunds under an id were made.
 */
public final class DynamoTokens implements Tokens {

  private static final int LONGEST_KEY = 2048;
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  private static final String TAKE = "SET refundable = refundable - :amount";
  private static final String ENOUGH = "settlement = :captured AND refundable >= :amount";

  private final DynamoDbClient client;
  private final ConditionalWrites writes;
  private final String authorised;
  private final String settled;
  private final String refunds;

  public DynamoTokens(DynamoDbClient client, String authorised, String settled, String refunds) {
    this.client = client;
    this.writes = new ConditionalWrites(client, "the token", PATIENCE);
    this.authorised = authorised;
    this.settled = settled;
    this.refunds = refunds;
  }

  /**
   * The tables that {@code TABLE_NAME}, {@code SETTLED_TABLE_NAME} and {@code REFUNDS_TABLE_NAME}
   * name.
   */
  public static DynamoTokens from(Settings settings) {
    String authorised = settings.required("TABLE_NAME");
    String settled = settings.required("SETTLED_TABLE_NAME");
    String refunds = settings.required("REFUNDS_TABLE_NAME");
    DynamoDbClient client = AwsClients.dynamoDb(settings);
    Priming.read(client, authorised, "paymentToken");
    return new DynamoTokens(client, authorised, settled, refunds);
  }

  /**
   * Looks for the authorisation first: a settlement that happens in between is then seen as
   * settled, never as unknown.
   */
  @Override
  public TokenState find(String token) {
    Map<String, AttributeValue> item = read(authorised, token);
    if (!item.isEmpty()) {
      return new TokenState.Authorised(number(item, "amount"));
    }
    Map<String, AttributeValue> settlement = read(settled, token);
    return settlement.isEmpty() ? new TokenState.Unknown() : settled(settlement);
  }

  @Override
  public void authorise(String token, long amount) {
    Map<String, AttributeValue> item = new HashMap<>(key(token));
    item.put("amount", number(amount));
    client.putItem(put -> put.tableName(authorised).item(item));
  }

  @Override
  public boolean lower(String token, long amount) {
    return isKey(token)
        && writes.change(
            authorised,
            key(token),
            "SET amount = :amount",
            "amount >= :amount",
            Map.of(":amount", number(amount)));
  }

  @Override
  public boolean settle(String token, long amount, Settlement how) {
    Map<String, AttributeValue> settlement = new HashMap<>(key(token));
    settlement.put("settlement", AttributeValue.fromS(how.name()));
    settlement.put("amount", number(amount));
    settlement.put("refundable", number(how == Settlement.CAPTURED ? amount : 0));
    Delete delete =
        Delete.builder()
            .tableName(authorised)
            .key(key(token))
            .conditionExpression("amount = :amount")
            .expressionAttributeValues(Map.of(":amount", number(amount)))
            .build();
    Put put = Put.builder().tableName(settled).item(settlement).build();
    return writes.together(
        TransactWriteItem.builder().delete(delete).build(),
        TransactWriteItem.builder().put(put).build());
  }

  @Override
  public boolean refund(String token, long amount) {
    return isKey(token) && writes.change(settled, key(token), TAKE, ENOUGH, taken(amount));
  }

  @Override
  public boolean refundRest(String token) {
    return isKey(token)
        && writes.change(
            settled,
            key(token),
            "SET refundable = :nothing",
            "settlement = :captured",
            Map.of(
                ":nothing",
                number(0),
                ":captured",
                AttributeValue.fromS(Settlement.CAPTURED.name())));
  }

  @Override
  public OptionalLong refunded(String token, String refundId) {
    if (!isKey(token)) {
      return OptionalLong.empty();
    }
    Map<String, AttributeValue> item =
        client
            .getItem(
                get -> get.tableName(refunds).key(refundKey(token, refundId)).consistentRead(true))
            .item();
    return item.isEmpty() ? OptionalLong.empty() : OptionalLong.of(number(item, "amount"));
  }

  @Override
  public boolean refund(String token, String refundId, long amount) {
    Map<String, AttributeValue> refund = new HashMap<>(refundKey(token, refundId));
    refund.put("amount", number(amount));
    Put put =
        Put.builder()
            .tableName(refunds)
            .item(refund)
            .conditionExpression("attribute_not_exists(paymentToken)")
            .build();
    Update take =
        Update.builder()
            .tableName(settled)
            .key(key(token))
            .updateExpression(TAKE)
            .conditionExpression(ENOUGH)
            .expressionAttributeValues(taken(amount))
            .build();
    return writes.together(
        TransactWriteItem.builder().put(put).build(),
        TransactWriteItem.builder().update(take).build());
  }

  private static Map<String, AttributeValue> taken(long amount) {
    return Map.of(
        ":amount", number(amount), ":captured", AttributeValue.fromS(Settlement.CAPTURED.name()));
  }

  private Map<String, AttributeValue> read(String table, String token) {
    if (!isKey(token)) {
      return Map.of();
    }
    return client.getItem(get -> get.tableName(table).key(key(token)).consistentRead(true)).item();
  }

  /** What is longer than a key can be was never given out; DynamoDB would call it an error. */
  private static boolean isKey(String token) {
    return token.getBytes(StandardCharsets.UTF_8).length <= LONGEST_KEY;
  }

  private static Map<String, AttributeValue> key(String token) {
    return Map.of("paymentToken", AttributeValue.fromS(token));
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  private static Map<String, AttributeValue> refundKey(String token, String refundId) {
    return Map.of(
        "paymentToken", AttributeValue.fromS(token), "refundId", AttributeValue.fromS(refundId));
  }

  /** Of what was cancelled nothing is refundable, for nothing was taken. */
  private static TokenState settled(Map<String, AttributeValue> item) {
    Settlement how = Settlement.valueOf(item.get("settlement").s());
    long amount = number(item, "amount");
    long refunded = how == Settlement.CAPTURED ? amount - number(item, "refundable") : 0;
    return new TokenState.Settled(how, amount, refunded);
  }

  private static long number(Map<String, AttributeValue> item, String name) {
    return new BigDecimal(item.get(name).n()).longValueExact();
  }
}
