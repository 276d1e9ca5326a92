package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The request objects of AppSync's DynamoDB resolvers as requests of DynamoDB. */
final class DynamoRequests {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private DynamoRequests() {}

  static ObjectNode keyed(String table, JsonNode request) {
    ObjectNode made = JSON.objectNode().put("TableName", table);
    made.set("Key", DynamoValues.typedMap(request.path("key"), "key"));
    return made;
  }

  static ObjectNode get(String table, JsonNode request) {
    ObjectNode made = keyed(table, request);
    copy(request, "consistentRead", made, "ConsistentRead");
    expression(request.path("projection"), "ProjectionExpression", made);
    return made;
  }

  static ObjectNode put(String table, JsonNode request) {
    ObjectNode made = JSON.objectNode().put("TableName", table);
    made.set("Item", item(request));
    expression(request.path("condition"), "ConditionExpression", made);
    return made;
  }

  /** Attributes and key together. */
  static ObjectNode item(JsonNode request) {
    ObjectNode item = DynamoValues.typedMap(request.path("attributeValues"), "attributeValues");
    item.setAll(DynamoValues.typedMap(request.path("key"), "key"));
    return item;
  }

  static ObjectNode update(String table, JsonNode request) {
    ObjectNode made = keyed(table, request);
    if (!request.path("update").path("expression").isTextual()) {
      throw new DataSourceCall.RequestError("the DynamoDB request has no update.expression");
    }
    expression(request.path("update"), "UpdateExpression", made);
    expression(request.path("condition"), "ConditionExpression", made);
    return made;
  }

  static ObjectNode delete(String table, JsonNode request) {
    ObjectNode made = keyed(table, request);
    expression(request.path("condition"), "ConditionExpression", made);
    return made;
  }

  /** Query and Scan, from the start. */
  static ObjectNode page(String table, JsonNode request) {
    ObjectNode made = JSON.objectNode().put("TableName", table);
    expression(request.path("query"), "KeyConditionExpression", made);
    expression(request.path("filter"), "FilterExpression", made);
    expression(request.path("projection"), "ProjectionExpression", made);
    copy(request, "index", made, "IndexName");
    copy(request, "limit", made, "Limit");
    copy(request, "consistentRead", made, "ConsistentRead");
    copy(request, "scanIndexForward", made, "ScanIndexForward");
    copy(request, "select", made, "Select");
    copy(request, "totalSegments", made, "TotalSegments");
    copy(request, "segment", made, "Segment");
    return made;
  }

  static ObjectNode batchGet(JsonNode request) {
    ObjectNode tables = JSON.objectNode();
    request
        .path("tables")
        .properties()
        .forEach(
            entry -> {
              ObjectNode table = tables.putObject(entry.getKey());
              ArrayNode keys = table.putArray("Keys");
              entry
                  .getValue()
                  .path("keys")
                  .forEach(key -> keys.add(DynamoValues.typedMap(key, "keys")));
              copy(entry.getValue(), "consistentRead", table, "ConsistentRead");
              expression(entry.getValue().path("projection"), "ProjectionExpression", table);
            });
    ObjectNode made = JSON.objectNode();
    made.set("RequestItems", tables);
    return made;
  }

  /**
   * @param kind {@code PutRequest} with its {@code Item} or {@code DeleteRequest} with its {@code
   *     Key}
   */
  static ObjectNode batchWrite(JsonNode request, String kind, String member) {
    ObjectNode made = JSON.objectNode();
    ObjectNode tables = made.putObject("RequestItems");
    request
        .path("tables")
        .properties()
        .forEach(
            entry -> {
              ArrayNode writes = tables.putArray(entry.getKey());
              entry
                  .getValue()
                  .forEach(
                      item ->
                          writes
                              .addObject()
                              .putObject(kind)
                              .set(
                                  member, DynamoValues.typedMap(item, "tables." + entry.getKey())));
            });
    return made;
  }

  static ObjectNode transactGet(JsonNode request) {
    ObjectNode made = JSON.objectNode();
    ArrayNode items = made.putArray("TransactItems");
    request
        .path("transactItems")
        .forEach(
            item -> {
              ObjectNode get = keyed(table(item), item);
              expression(item.path("projection"), "ProjectionExpression", get);
              items.addObject().set("Get", get);
            });
    return made;
  }

  static ObjectNode transactWrite(JsonNode request) {
    ObjectNode made = JSON.objectNode();
    ArrayNode items = made.putArray("TransactItems");
    request
        .path("transactItems")
        .forEach(
            item -> {
              String table = table(item);
              String operation = item.path("operation").asText();
              ObjectNode write =
                  switch (operation) {
                    case "PutItem" -> put(table, item);
                    case "UpdateItem" -> update(table, item);
                    case "DeleteItem", "ConditionCheck" -> delete(table, item);
                    default ->
                        throw new DataSourceCall.RequestError(
                            "Unsupported operation '" + operation + "' in transactItems");
                  };
              if (item.path("condition").isObject()
                  && item.path("condition")
                      .path("returnValuesOnConditionCheckFailure")
                      .asBoolean(true)) {
                write.put("ReturnValuesOnConditionCheckFailure", "ALL_OLD");
              }
              items.addObject().set(operation.replace("Item", ""), write);
            });
    return made;
  }

  private static String table(JsonNode item) {
    if (!item.path("table").isTextual()) {
      throw new DataSourceCall.RequestError("an entry of transactItems names no table");
    }
    return item.path("table").textValue();
  }

  private static void copy(JsonNode from, String name, ObjectNode to, String as) {
    if (from.hasNonNull(name)) {
      to.set(as, from.get(name));
    }
  }

  /** Adds an expression with its names and values to those that are there. */
  private static void expression(JsonNode expression, String as, ObjectNode to) {
    if (!expression.isObject()) {
      return;
    }
    to.set(as, expression.path("expression"));
    JsonNode names = expression.path("expressionNames");
    if (names.isObject() && !names.isEmpty()) {
      to.withObjectProperty("ExpressionAttributeNames").setAll((ObjectNode) names);
    }
    JsonNode values = expression.path("expressionValues");
    if (values.isObject() && !values.isEmpty()) {
      to.withObjectProperty("ExpressionAttributeValues")
          .setAll(DynamoValues.typedMap(values, "expressionValues"));
    }
  }
}
