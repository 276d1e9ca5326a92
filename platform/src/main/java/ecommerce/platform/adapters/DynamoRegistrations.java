package ecommerce.platform.adapters;

import ecommerce.edge.AwsClients;
import ecommerce.edge.Priming;
import ecommerce.edge.Settings;
import ecommerce.platform.model.Registrations;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * {@link Registrations} in a table with the key {@code source}, {@code connectionId}. Listeners are
 * read consistently, so that an event right after a registration finds it. The index {@code
 * connection} serves {@link #forgetAll} alone: it may lag, and what it misses is found gone at the
 * next event or expires ({@code expiresAt}).
 */
public final class DynamoRegistrations implements Registrations {

  private static final Duration LIFETIME = Duration.ofDays(1);

  private final DynamoDbClient client;
  private final String table;
  private final InstantSource clock;

  public DynamoRegistrations(DynamoDbClient client, String table, InstantSource clock) {
    this.client = client;
    this.table = table;
    this.clock = clock;
  }

  /** The table that {@code TABLE_NAME} names. */
  public static DynamoRegistrations from(Settings settings) {
    String table = settings.required("TABLE_NAME");
    DynamoDbClient client = AwsClients.dynamoDb(settings);
    Priming.read(client, table, "source", "connectionId");
    return new DynamoRegistrations(client, table, InstantSource.system());
  }

  @Override
  public void register(String connectionId, String source) {
    long expiresAt = clock.instant().plus(LIFETIME).getEpochSecond();
    client.putItem(
        put ->
            put.tableName(table)
                .item(
                    Map.of(
                        "source", AttributeValue.fromS(source),
                        "connectionId", AttributeValue.fromS(connectionId),
                        "expiresAt", AttributeValue.fromN(Long.toString(expiresAt)))));
  }

  @Override
  public List<String> listeners(String source) {
    String now = Long.toString(clock.instant().getEpochSecond());
    return client
        .queryPaginator(
            query ->
                query
                    .tableName(table)
                    .consistentRead(true)
                    .keyConditionExpression("#source = :source")
                    .filterExpression("expiresAt > :now")
                    .expressionAttributeNames(Map.of("#source", "source"))
                    .expressionAttributeValues(
                        Map.of(
                            ":source",
                            AttributeValue.fromS(source),
                            ":now",
                            AttributeValue.fromN(now))))
        .items()
        .stream()
        .map(item -> item.get("connectionId").s())
        .toList();
  }

  @Override
  public void forget(String connectionId, String source) {
    client.deleteItem(
        delete ->
            delete
                .tableName(table)
                .key(
                    Map.of(
                        "source", AttributeValue.fromS(source),
                        "connectionId", AttributeValue.fromS(connectionId))));
  }

  @Override
  public void forgetAll(String connectionId) {
    client
        .queryPaginator(
            query ->
                query
                    .tableName(table)
                    .indexName("connection")
                    .keyConditionExpression("connectionId = :connection")
                    .expressionAttributeValues(
                        Map.of(":connection", AttributeValue.fromS(connectionId))))
        .items()
        .forEach(item -> forget(connectionId, item.get("source").s()));
  }
}
