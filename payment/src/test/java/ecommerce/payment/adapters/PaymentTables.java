package ecommerce.payment.adapters;

import ecommerce.testing.LocalTables;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The service's tables with their indexes, in DynamoDB Local. */
final class PaymentTables implements AutoCloseable {

  private final LocalTables local = new LocalTables();

  PaymentTables() {
    local.create("pending", "orderId");
    client()
        .createTable(
            table("ledger", "unchecked", "date")
                .attributeDefinitions(attributes("id", "unchecked", "date"))
                .keySchema(part("id", KeyType.HASH))
                .build());
    client()
        .createTable(
            table("refunds", "open", "modifiedDate")
                .attributeDefinitions(attributes("orderId", "refundId", "open", "modifiedDate"))
                .keySchema(part("orderId", KeyType.HASH), part("refundId", KeyType.RANGE))
                .build());
  }

  DynamoDbClient client() {
    return local.client();
  }

  Tables tables() {
    return new Tables(local.client(), "pending", "ledger", "refunds");
  }

  /** With an index that is named for its partition key. */
  private static CreateTableRequest.Builder table(String name, String hash, String range) {
    return CreateTableRequest.builder()
        .tableName(name)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .globalSecondaryIndexes(
            GlobalSecondaryIndex.builder()
                .indexName(hash)
                .keySchema(part(hash, KeyType.HASH), part(range, KeyType.RANGE))
                .projection(to -> to.projectionType(ProjectionType.ALL))
                .build());
  }

  private static AttributeDefinition[] attributes(String... names) {
    return Stream.of(names)
        .map(
            name ->
                AttributeDefinition.builder()
                    .attributeName(name)
                    .attributeType(ScalarAttributeType.S)
                    .build())
        .toArray(AttributeDefinition[]::new);
  }

  private static KeySchemaElement part(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  @Override
  public void close() {
    local.close();
  }
}
