package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Account;
import ecommerce.local.Api;
import ecommerce.local.Authorizer;
import ecommerce.local.Identity;
import ecommerce.local.Permission;
import ecommerce.local.wire.Fault;
import ecommerce.local.wire.Faults;
import ecommerce.local.wire.Shapes;
import java.util.List;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.shared.access.LocalDBClient;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteLibraryLoader;
import software.amazon.dynamodb.services.local.shared.jobs.JobsRegister;

/** DynamoDB Local in memory, with the permissions of AWS on each operation. */
final class Tables implements Api, AutoCloseable {

  private final LocalDBClient local;
  private final DynamoDbClient client;
  private final Account account;
  private final Authorizer authorizer;

  Tables(Account account, Authorizer authorizer) throws Exception {
    this.account = account;
    this.authorizer = authorizer;
    SQLiteLibraryLoader.initialize();
    local =
        new LocalDBClient(
            new SQLiteDBAccess(),
            new JobsRegister(
                Executors.newFixedThreadPool(4, Thread.ofPlatform().daemon().factory()), false));
    client = local.dynamoDbClient();
  }

  void create(String json) {
    client.createTable(Shapes.fromJson(Json.read(json), CreateTableRequest.builder()).build());
  }

  void put(String table, String item) {
    ObjectNode typed = JsonNodeFactory.instance.objectNode();
    Json.read(item).properties().forEach(e -> typed.set(e.getKey(), typed(e.getValue())));
    JsonNode request =
        JsonNodeFactory.instance.objectNode().put("TableName", table).set("Item", typed);
    client.putItem(Shapes.fromJson(request, PutItemRequest.builder()).build());
  }

  private static JsonNode typed(JsonNode value) {
    ObjectNode typed = JsonNodeFactory.instance.objectNode();
    if (value.isNumber()) {
      typed.put("N", value.asText());
    } else if (value.isObject()) {
      ObjectNode map = typed.putObject("M");
      value.properties().forEach(e -> map.set(e.getKey(), typed(e.getValue())));
    } else if (value.isArray()) {
      ArrayNode list = typed.putArray("L");
      value.forEach(element -> list.add(typed(element)));
    } else {
      typed.put("S", value.asText());
    }
    return typed;
  }

  JsonNode item(String table, String... namesAndValues) {
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("TableName", table);
    ObjectNode key = request.putObject("Key");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      key.putObject(namesAndValues[i]).put("S", namesAndValues[i + 1]);
    }
    JsonNode answer =
        Shapes.toJson(client.getItem(Shapes.fromJson(request, GetItemRequest.builder()).build()));
    return DynamoValues.plainItem(answer.path("Item"));
  }

  @Override
  public JsonNode call(Identity caller, String service, String operation, JsonNode request) {
    authorize(caller, operation, request);
    try {
      return Shapes.toJson(
          switch (operation) {
            case "GetItem" ->
                client.getItem(Shapes.fromJson(request, GetItemRequest.builder()).build());
            case "PutItem" ->
                client.putItem(Shapes.fromJson(request, PutItemRequest.builder()).build());
            case "UpdateItem" ->
                client.updateItem(Shapes.fromJson(request, UpdateItemRequest.builder()).build());
            case "DeleteItem" ->
                client.deleteItem(Shapes.fromJson(request, DeleteItemRequest.builder()).build());
            case "Query" -> client.query(Shapes.fromJson(request, QueryRequest.builder()).build());
            case "Scan" -> client.scan(Shapes.fromJson(request, ScanRequest.builder()).build());
            case "BatchGetItem" ->
                client.batchGetItem(
                    Shapes.fromJson(request, BatchGetItemRequest.builder()).build());
            case "BatchWriteItem" ->
                client.batchWriteItem(
                    Shapes.fromJson(request, BatchWriteItemRequest.builder()).build());
            case "TransactGetItems" ->
                client.transactGetItems(
                    Shapes.fromJson(request, TransactGetItemsRequest.builder()).build());
            case "TransactWriteItems" ->
                client.transactWriteItems(
                    Shapes.fromJson(request, TransactWriteItemsRequest.builder()).build());
            default -> throw new Fault("UnknownOperationException", 400, operation);
          });
    } catch (RuntimeException e) {
      throw fault(e);
    }
  }

  /** With the reasons of a cancelled transaction, as on the wire. */
  private static Fault fault(RuntimeException e) {
    Fault fault = Faults.of(e);
    if (!(e instanceof DynamoDBLocalServiceException refused)) {
      return fault;
    }
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    if (refused.getCancellationReasons() != null) {
      refused
          .getCancellationReasons()
          .forEach(reason -> details.withArray("CancellationReasons").add(Shapes.toJson(reason)));
    }
    return new Fault(
        refused.awsErrorDetails().errorCode(),
        400,
        refused.awsErrorDetails().errorMessage(),
        details);
  }

  private void authorize(Identity caller, String operation, JsonNode request) {
    if (operation.startsWith("Transact")) {
      request
          .path("TransactItems")
          .forEach(
              item -> {
                var entry = item.properties().iterator().next();
                String action =
                    entry.getKey().equals("ConditionCheck")
                        ? "ConditionCheckItem"
                        : entry.getKey() + "Item";
                require(caller, action, entry.getValue().path("TableName").asText(), "");
              });
    } else if (operation.startsWith("Batch")) {
      request
          .path("RequestItems")
          .fieldNames()
          .forEachRemaining(table -> require(caller, operation, table, ""));
    } else {
      String index = request.path("IndexName").asText("");
      require(
          caller,
          operation,
          request.path("TableName").asText(),
          index.isEmpty() ? "" : "/index/" + index);
    }
  }

  private void require(Identity caller, String action, String table, String index) {
    authorizer.require(
        caller,
        Permission.of("dynamodb:" + action, account.arn("dynamodb", "table/" + table + index)));
  }

  @Override
  public void close() {
    local.shutdown();
  }

  static List<String> schemas() {
    return List.of(
        table("products", "productId", "", index("category", "category", "productId")),
        table("orders", "orderId", "", index("user", "userId", "createdDate")),
        table(
            "warehouse",
            "orderId",
            "productId",
            index("product", "productId", "orderId")
                + ","
                + index("orderId-new", "orderId", "newDate")),
        table("delivery", "orderId", "", index("orderId-new", "orderId", "isNew")),
        table("withdrawn", "orderId", "", ""));
  }

  private static String index(String name, String hash, String range) {
    return "{\"IndexName\": \""
        + name
        + "\", \"KeySchema\": "
        + keys(hash, range)
        + ", \"Projection\": {\"ProjectionType\": \"ALL\"}}";
  }

  private static String keys(String hash, String range) {
    String first = "{\"AttributeName\": \"" + hash + "\", \"KeyType\": \"HASH\"}";
    return range.isEmpty()
        ? "[" + first + "]"
        : "[" + first + ", {\"AttributeName\": \"" + range + "\", \"KeyType\": \"RANGE\"}]";
  }

  private static String table(String name, String hash, String range, String indexes) {
    java.util.TreeSet<String> attributes = new java.util.TreeSet<>();
    var matcher =
        java.util.regex.Pattern.compile("\"AttributeName\": \"(\\w+)\"")
            .matcher(keys(hash, range) + indexes);
    while (matcher.find()) {
      attributes.add("{\"AttributeName\": \"" + matcher.group(1) + "\", \"AttributeType\": \"S\"}");
    }
    return "{\"TableName\": \""
        + name
        + "\", \"BillingMode\": \"PAY_PER_REQUEST\", \"KeySchema\": "
        + keys(hash, range)
        + ", \"AttributeDefinitions\": "
        + attributes
        + (indexes.isEmpty() ? "" : ", \"GlobalSecondaryIndexes\": [" + indexes + "]")
        + "}";
  }
}
