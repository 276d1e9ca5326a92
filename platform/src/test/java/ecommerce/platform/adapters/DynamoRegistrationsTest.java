package ecommerce.platform.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

class DynamoRegistrationsTest {

  private final AmazonDynamoDBLocal dynamoDb = DynamoDBEmbedded.create();
  private final DynamoDbClient client = dynamoDb.dynamoDbClient();
  private Instant now = Instant.parse("2025-01-01T00:00:00Z");
  private final DynamoRegistrations registrations =
      new DynamoRegistrations(client, "listeners", () -> now);

  @BeforeEach
  void createTable() {
    client.createTable(
        make ->
            make.tableName("listeners")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute("source"), attribute("connectionId"))
                .keySchema(key("source", KeyType.HASH), key("connectionId", KeyType.RANGE))
                .globalSecondaryIndexes(
                    index ->
                        index
                            .indexName("connection")
                            .keySchema(
                                key("connectionId", KeyType.HASH), key("source", KeyType.RANGE))
                            .projection(all -> all.projectionType(ProjectionType.KEYS_ONLY))));
  }

  @AfterEach
  void stop() {
    client.close();
    dynamoDb.shutdown();
  }

  @Test
  void findsTheListenersOfASource() {
    registrations.register("c1", "a");
    registrations.register("c1", "a");
    registrations.register("c2", "a");
    registrations.register("c3", "b");

    assertThat(registrations.listeners("a")).isEqualTo(List.of("c1", "c2"));
    assertThat(registrations.listeners("c")).isEmpty();
  }

  @Test
  void forgetsOneOrAllRegistrationsOfAConnection() {
    registrations.register("c1", "a");
    registrations.register("c1", "b");
    registrations.register("c1", "c");
    registrations.register("c2", "b");

    registrations.forget("c1", "a");
    assertThat(registrations.listeners("a")).isEmpty();
    assertThat(registrations.listeners("b")).containsExactly("c1", "c2");

    registrations.forgetAll("c1");
    assertThat(registrations.listeners("b")).containsExactly("c2");
    assertThat(registrations.listeners("c")).isEmpty();
  }

  @Test
  void registrationLastsADayAndStartsAgainWhenRepeated() {
    registrations.register("c1", "a");
    registrations.register("c2", "a");
    now = now.plus(Duration.ofHours(23));
    registrations.register("c2", "a");
    now = now.plus(Duration.ofHours(2));

    assertThat(registrations.listeners("a")).containsExactly("c2");
  }

  private static AttributeDefinition attribute(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
