package ecommerce.orders.adapters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.DynamoJson;
import ecommerce.edge.Json;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** The service's tables in DynamoDB Local, in this process and in memory. */
final class LocalTable implements AutoCloseable {

  static final String NAME = "orders";
  static final String CLAIMS = "claims";

  private final AmazonDynamoDBLocal dynamoDb = DynamoDBEmbedded.create();
  private final DynamoDbClient client = dynamoDb.dynamoDbClient();

  LocalTable() {
    create(NAME, "orderId");
    create(CLAIMS, "claimId");
  }

  private void create(String name, String key) {
    client.createTable(
        table ->
            table
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    attribute -> attribute.attributeName(key).attributeType(ScalarAttributeType.S))
                .keySchema(schema -> schema.attributeName(key).keyType(KeyType.HASH)));
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
