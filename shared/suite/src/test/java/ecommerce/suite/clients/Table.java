package ecommerce.suite.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table of a service, as operators see it. */
public final class Table {

  private final DynamoDbClient client;
  private final String name;

  Table(DynamoDbClient client, String name) {
    this.client = client;
    this.name = name;
  }

  public void put(JsonNode item) {
    client.putItem(put -> put.tableName(name).item(Items.of(item)));
  }

  public Optional<ObjectNode> get(String... keyNamesAndValues) {
    Map<String, AttributeValue> item =
        client
            .getItem(get -> get.tableName(name).key(key(keyNamesAndValues)).consistentRead(true))
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(Items.json(item));
  }

  public void delete(String... keyNamesAndValues) {
    client.deleteItem(delete -> delete.tableName(name).key(key(keyNamesAndValues)));
  }

  /** Sets one attribute of an item and leaves the rest. */
  public void set(String attribute, Object value, String... keyNamesAndValues) {
    client.updateItem(
        update ->
            update
                .tableName(name)
                .key(key(keyNamesAndValues))
                .updateExpression("SET #a = :v")
                .expressionAttributeNames(Map.of("#a", attribute))
                .expressionAttributeValues(
                    Map.of(":v", Items.of(Json.object("v", value)).get("v"))));
  }

  /** All items with the value of the partition key. */
  public List<ObjectNode> query(String keyName, String value) {
    return client
        .queryPaginator(
            query ->
                query
                    .tableName(name)
                    .consistentRead(true)
                    .keyConditionExpression("#k = :v")
                    .expressionAttributeNames(Map.of("#k", keyName))
                    .expressionAttributeValues(Map.of(":v", AttributeValue.fromS(value))))
        .items()
        .stream()
        .map(Items::json)
        .toList();
  }

  /**
   * All items of an index with the value of its partition key. An index may lag behind its table.
   */
  public List<ObjectNode> queryIndex(String index, String keyName, String value) {
    return client
        .queryPaginator(
            query ->
                query
                    .tableName(name)
                    .indexName(index)
                    .keyConditionExpression("#k = :v")
                    .expressionAttributeNames(Map.of("#k", keyName))
                    .expressionAttributeValues(Map.of(":v", AttributeValue.fromS(value))))
        .items()
        .stream()
        .map(Items::json)
        .toList();
  }

  /** Every item. */
  public List<ObjectNode> all() {
    return client.scanPaginator(scan -> scan.tableName(name).consistentRead(true)).items().stream()
        .map(Items::json)
        .toList();
  }

  /** Puts many. */
  public void putAll(Collection<? extends JsonNode> items) {
    items.forEach(this::put);
  }

  private static Map<String, AttributeValue> key(String... namesAndValues) {
    return Items.of(Json.object((Object[]) namesAndValues));
  }
}
