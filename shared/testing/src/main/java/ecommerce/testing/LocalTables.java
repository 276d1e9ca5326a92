package ecommerce.testing;

import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** DynamoDB Local in this process and in memory. */
public final class LocalTables implements AutoCloseable {

  private final AmazonDynamoDBLocal dynamoDb = DynamoDBEmbedded.create();
  private final DynamoDbClient client = dynamoDb.dynamoDbClient();

  public DynamoDbClient client() {
    return client;
  }

  /** A table whose key attributes, hash then range, are strings. */
  public void create(String table, String... keys) {
    List<AttributeDefinition> attributes =
        Arrays.stream(keys)
            .map(
                k ->
                    AttributeDefinition.builder()
                        .attributeName(k)
                        .attributeType(ScalarAttributeType.S)
                        .build())
            .toList();
    List<KeySchemaElement> schema =
        Arrays.stream(keys)
            .map(
                k ->
                    KeySchemaElement.builder()
                        .attributeName(k)
                        .keyType(k.equals(keys[0]) ? KeyType.HASH : KeyType.RANGE)
                        .build())
            .toList();
    client.createTable(
        make ->
            make.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes)
                .keySchema(schema));
  }

  @Override
  public void close() {
    client.close();
    dynamoDb.shutdown();
  }
}
