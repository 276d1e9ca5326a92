package ecommerce.payment3p.adapters;

import ecommerce.edge.AwsClients;
import ecommerce.edge.Outage;
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
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * {@link Tokens} in two tables with the key {@code paymentToken}: one holds an item with the {@code
 * amount} exactly while the token is authorised; the other remembers how it was settled, the {@code
 * amount}, and how much of it is {@code refundable}.
 */
public final class DynamoTokens implements Tokens {

  private static final int LONGEST_KEY = 2048;
  private static final int ATTEMPTS = 8;
  private static final Duration PAUSE = Duration.ofMillis(10);

  /** Why a transaction does not happen when another move was faster. */
  private static final Set<String> LOST =
      Set.of("None", "ConditionalCheckFailed", "TransactionConflict");

  private final DynamoDbClient client;
  private final String authorised;
  private final String settled;

  public DynamoTokens(DynamoDbClient client, String authorised, String settled) {
    this.client = client;
    this.authorised = authorised;
    this.settled = settled;
  }

  /** The tables that {@code TABLE_NAME} and {@code SETTLED_TABLE_NAME} name. */
  public static DynamoTokens from(Settings settings) {
    String authorised = settings.required("TABLE_NAME");
    String settled = settings.required("SETTLED_TABLE_NAME");
    DynamoDbClient client = AwsClients.dynamoDb(settings);
    Priming.read(client, authorised, "paymentToken");
    return new DynamoTokens(client, authorised, settled);
  }

  /**
   * Looks for the authorisation first: a settlement that happens in between is then seen as
   * settled, never as unknown.
   */
  @Override
  public TokenState find(String token) {
    Map<String, AttributeValue> item = read(authorised, token);
    if (!item.isEmpty()) {
      return new TokenState.Authorised(amount(item));
    }
    Map<String, AttributeValue> settlement = read(settled, token);
    return settlement.isEmpty()
        ? new TokenState.Unknown()
        : new TokenState.Settled(
            Settlement.valueOf(settlement.get("settlement").s()), amount(settlement));
  }

  @Override
  public void authorise(String token, long amount) {
    Map<String, AttributeValue> item = new HashMap<>(key(token));
    item.put("amount", number(amount));
    client.putItem(put -> put.tableName(authorised).item(item));
  }

  @Override
  public boolean lower(String token, long amount) {
    return change(
        authorised,
        token,
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
    try {
      client.transactWriteItems(
          write ->
              write.transactItems(
                  TransactWriteItem.builder().delete(delete).build(),
                  TransactWriteItem.builder().put(put).build()));
      return true;
    } catch (TransactionCanceledException e) {
      if (e.cancellationReasons().stream().allMatch(reason -> LOST.contains(reason.code()))) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public boolean refund(String token, long amount) {
    return change(
        settled,
        token,
        "SET refundable = refundable - :amount",
        "settlement = :captured AND refundable >= :amount",
        Map.of(
            ":amount",
            number(amount),
            ":captured",
            AttributeValue.fromS(Settlement.CAPTURED.name())));
  }

  @Override
  public boolean refundRest(String token) {
    return change(
        settled,
        token,
        "SET refundable = :nothing",
        "settlement = :captured",
        Map.of(
            ":nothing", number(0), ":captured", AttributeValue.fromS(Settlement.CAPTURED.name())));
  }

  /**
   * One conditional update; false where the condition does not hold. A transaction under way is
   * waited for.
   */
  private boolean change(
      String table,
      String token,
      String update,
      String condition,
      Map<String, AttributeValue> values) {
    if (!isKey(token)) {
      return false;
    }
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        client.updateItem(
            item ->
                item.tableName(table)
                    .key(key(token))
                    .updateExpression(update)
                    .conditionExpression(condition)
                    .expressionAttributeValues(values));
        return true;
      } catch (ConditionalCheckFailedException e) {
        return false;
      } catch (TransactionConflictException e) {
        LockSupport.parkNanos(PAUSE.toNanos() * attempt);
      }
    }
    throw new Outage("the token was in another transaction at each of " + ATTEMPTS + " attempts");
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

  private static long amount(Map<String, AttributeValue> item) {
    return new BigDecimal(item.get("amount").n()).longValueExact();
  }
}
