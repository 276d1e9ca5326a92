package ecommerce.orders.adapters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.DynamoJson;
import ecommerce.edge.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** The service's tables in DynamoDB Local, in this process and in memory. */
final class LocalTable implements AutoCloseable {

  static final String NAME = "orders";
  static final String CLAIMS = "claims";
  static final String HISTORY = "history";

  private final AmazonDynamoDBLocal dynamoDb = DynamoDBEmbedded.create();
  private final DynamoDbClient client = dynamoDb.dynamoDbClient();

  LocalTable() {
    create(NAME, "orderId");
    create(CLAIMS, "claimId");
    create(HISTORY, "orderId", "entryId");
  }

  /** With a partition key, and a sort key where a second name is given. */
  private void create(String name, String... keys) {
    List<AttributeDefinition> attributes = new ArrayList<>();
    List<KeySchemaElement> schema = new ArrayList<>();
    for (String key : keys) {
      attributes.add(
          AttributeDefinition.builder()
              .attributeName(key)
              .attributeType(ScalarAttributeType.S)
              .build());
      KeyType type = schema.isEmpty() ? KeyType.HASH : KeyType.RANGE;
      schema.add(KeySchemaElement.builder().attributeName(key).keyType(type).build());
    }
    client.createTable(
        table ->
            table
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes)
                .keySchema(schema));
  }

  DynamoDbClient client() {
    return client;
  }

  void put(String json) {
    client.putItem(put -> put.tableName(NAME).item(DynamoJson.toItem(Json.parse(json))));
  }

  /** The item, whole; empty where there is none. */
  ObjectNode item(String orderId) {
    Map<String, AttributeValue> key = Map.of("orderId", AttributeValue.fromS(orderId));
    return DynamoJson.fromItem(client.getItem(get -> get.tableName(NAME).key(key)).item());
  }

  @Override
  public void close() {
    client.close();
    dynamoDb.shutdown();
  }
}
