package ecommerce.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.Endpoints;
import ecommerce.local.Permission;
import ecommerce.local.RecordedMetrics;
import ecommerce.local.SystemTimers;
import ecommerce.local.TestPort;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.store.MvStore;
import ecommerce.local.wire.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class DynamoDbTest {

  static final String ORDERS =
      """
      {'TableName': 'orders', 'BillingMode': 'PAY_PER_REQUEST',
       'KeySchema': [{'AttributeName': 'orderId', 'KeyType': 'HASH'}],
       'AttributeDefinitions': [{'AttributeName': 'orderId', 'AttributeType': 'S'}],
       'StreamSpecification': {'StreamEnabled': true, 'StreamViewType': 'NEW_AND_OLD_IMAGES'}}\
      """;
  private static final String ORDERS_BY_USER =
      """
      {'TableName': 'orders', 'BillingMode': 'PAY_PER_REQUEST',
       'KeySchema': [{'AttributeName': 'orderId', 'KeyType': 'HASH'}],
       'AttributeDefinitions': [{'AttributeName': 'orderId', 'AttributeType': 'S'},
         {'AttributeName': 'userId', 'AttributeType': 'S'}],
       'GlobalSecondaryIndexes': [{'IndexName': 'user', 'Projection': {'ProjectionType': 'ALL'},
         'KeySchema': [{'AttributeName': 'userId', 'KeyType': 'HASH'},
           {'AttributeName': 'orderId', 'KeyType': 'RANGE'}]}]}\
      """;
  private static final String ARN = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders";

  @TempDir Path folder;
  private MvStore store;
  private final RecordedMetrics metrics = new RecordedMetrics();
  private DynamoDb part;
  private TestPort port;
  private final SystemTimers timers = new SystemTimers();

  @BeforeEach
  void open() throws Exception {
    store = new MvStore(folder);
    part = new DynamoDb(TestPort.ACCOUNT, new Endpoints("localhost:4566"), store, timers, metrics);
    port = new TestPort(part);
  }

  @AfterEach
  void shut() throws Exception {
    port.close();
    part.close();
    store.close();
  }

  private JsonNode call(String operation, String request) {
    return port.call("dynamodb", operation, request);
  }

  private void reopen() throws Exception {
    shut();
    open();
  }

  private static Map<String, AttributeValue> order(String id, String status) {
    return Map.of("orderId", AttributeValue.fromS(id), "status", AttributeValue.fromS(status));
  }

  @Test
  void tablesHaveThisAccountsArnsAndMayBeNamedByThem() {
    JsonNode table = call("CreateTable", ORDERS).path("TableDescription");
    assertThat(table.path("TableArn").asText()).isEqualTo(ARN);
    assertThat(table.path("LatestStreamArn").asText()).startsWith(ARN + "/stream/");
    call("PutItem", "{'TableName': '" + ARN + "', 'Item': {'orderId': {'S': '1'}}}");
    assertThat(
            call("GetItem", "{'TableName': 'orders', 'Key': {'orderId': {'S': '1'}}}")
                .path("Item")
                .toString())
        .isEqualTo("{\"orderId\":{\"S\":\"1\"}}");
    assertThat(
            call(
                    "BatchGetItem",
                    "{'RequestItems': {'" + ARN + "': {'Keys': [{'orderId': {'S': '1'}}]}}}")
                .toString())
        .contains("\"orders\"");
  }

  @Test
  void itemsAndStreamsSurviveARestart() throws Exception {
    String stream =
        call("CreateTable", ORDERS).path("TableDescription").path("LatestStreamArn").asText();
    call("PutItem", "{'TableName': 'orders', 'Item': {'orderId': {'S': '1'}}}");
    reopen();
    assertThat(
            call("GetItem", "{'TableName': 'orders', 'Key': {'orderId': {'S': '1'}}}").has("Item"))
        .isTrue();
    assertThat(records(stream)).hasSize(1);
    call("PutItem", "{'TableName': 'orders', 'Item': {'orderId': {'S': '2'}}}");
    assertThat(records(stream)).hasSize(2);
  }

  @Test
  void whatWasAnsweredSurvivesSigkill() throws Exception {
    shut();
    Path answered = Files.createFile(folder.resolve("answered"));
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledWriter.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(answered.toFile())
            .start();
    Instant deadline = Instant.now().plusSeconds(60);
    while (!Files.readString(answered).contains("\n200\n")) {
      assertThat(writer.isAlive() && Instant.now().isBefore(deadline)).isTrue();
      timers.pause(Duration.ofMillis(5));
    }
    writer.destroyForcibly();
    writer.waitFor();
    open();
    String told = Files.readString(answered);
    long last = told.substring(0, told.lastIndexOf('\n')).lines().count() - 1;
    for (long item = 0; item <= last; item++) {
      assertThat(
              call("GetItem", "{'TableName': 'orders', 'Key': {'orderId': {'S': '" + item + "'}}}")
                  .has("Item"))
          .isTrue();
    }
    String stream =
        call("DescribeTable", "{'TableName': 'orders'}")
            .path("Table")
            .path("LatestStreamArn")
            .asText();
    assertThat(records(stream)).hasSizeGreaterThan((int) last);
  }

  @Test
  void theSdkQueriesPagesAndBatches() {
    call("CreateTable", ORDERS_BY_USER);
    DynamoDbClient client = port.client(DynamoDbClient.builder());
    for (int item = 0; item < 5; item++) {
      String id = Integer.toString(item);
      client.putItem(
          q ->
              q.tableName("orders")
                  .item(
                      Map.of(
                          "orderId", AttributeValue.fromS(id),
                          "userId", AttributeValue.fromS("u"),
                          "products", AttributeValue.fromL(List.of()),
                          "address", AttributeValue.fromM(Map.of("name", AttributeValue.fromS(""))),
                          "picture", AttributeValue.fromB(SdkBytes.fromUtf8String("\u00e9")),
                          "tags", AttributeValue.fromSs(List.of("a", "b")),
                          "none", AttributeValue.fromNul(true),
                          "total", AttributeValue.fromN("12.50"))));
    }
    var pages =
        client.queryPaginator(
            q ->
                q.tableName("orders")
                    .indexName("user")
                    .keyConditionExpression("userId = :u")
                    .expressionAttributeValues(Map.of(":u", AttributeValue.fromS("u")))
                    .scanIndexForward(false)
                    .limit(2));
    port.asked();
    assertThat(pages.items())
        .extracting(item -> item.get("orderId").s())
        .containsExactly("4", "3", "2", "1", "0");
    assertThat(port.asked().getFirst())
        .satisfies(
            asked -> {
              assertThat(asked.resource()).isEqualTo(ARN + "/index/user");
              assertThat(asked.context()).containsEntry("dynamodb:LeadingKeys", List.of("u"));
            });
    Map<String, AttributeValue> first = pages.items().iterator().next();
    assertThat(first.get("picture").b().asUtf8String()).isEqualTo("\u00e9");
    assertThat(first.get("products").hasL()).isTrue();
    assertThat(first.get("address").m().get("name").s()).isEmpty();
    assertThat(first.get("total").n()).isEqualTo("12.5");
    port.asked();
    client.batchWriteItem(
        q ->
            q.requestItems(
                Map.of(
                    "orders",
                    List.of(
                        WriteRequest.builder()
                            .deleteRequest(
                                delete -> delete.key(Map.of("orderId", AttributeValue.fromS("0"))))
                            .build()))));
    assertThat(port.asked())
        .singleElement()
        .satisfies(
            asked -> {
              assertThat(asked.action()).isEqualTo("dynamodb:BatchWriteItem");
              assertThat(asked.context()).containsEntry("dynamodb:LeadingKeys", List.of("0"));
            });
    assertThat(client.scan(q -> q.tableName("orders").select("COUNT")).count()).isEqualTo(4);
  }

  @Test
  void expiredItemsGoAway() throws Exception {
    call("CreateTable", ORDERS);
    call(
        "UpdateTimeToLive",
        "{'TableName': 'orders', 'TimeToLiveSpecification': {'Enabled': true, 'AttributeName':"
            + " 'expires'}}");
    long past = Instant.now().minusSeconds(60).getEpochSecond();
    call(
        "PutItem",
        "{'TableName': 'orders', 'Item': {'orderId': {'S': '1'}, 'expires': {'N': '"
            + past
            + "'}}}");
    Instant deadline = Instant.now().plusSeconds(90);
    while (call("GetItem", "{'TableName': 'orders', 'Key': {'orderId': {'S': '1'}}}").has("Item")) {
      assertThat(Instant.now()).isBefore(deadline);
      timers.pause(Duration.ofMillis(100));
    }
  }

  private List<software.amazon.awssdk.services.dynamodb.model.Record> records(String stream) {
    DynamoDbStreamsClient streams = port.client(DynamoDbStreamsClient.builder());
    String shard =
        streams
            .describeStream(q -> q.streamArn(stream))
            .streamDescription()
            .shards()
            .getFirst()
            .shardId();
    String iterator =
        streams
            .getShardIterator(
                q ->
                    q.streamArn(stream)
                        .shardId(shard)
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    assertThat(iterator).startsWith(ARN);
    return streams.getRecords(q -> q.shardIterator(iterator)).records();
  }

  @Test
  void streamRecordsSayRegionAndSecond() {
    Instant before = Instant.now().minusSeconds(1);
    String stream =
        call("CreateTable", ORDERS).path("TableDescription").path("LatestStreamArn").asText();
    call("PutItem", "{'TableName': 'orders', 'Item': {'orderId': {'S': '1'}}}");
    var record = records(stream).getFirst();
    assertThat(record.awsRegion()).isEqualTo("eu-west-1");
    assertThat(record.dynamodb().approximateCreationDateTime())
        .isBetween(before, Instant.now().plusMillis(1));
    assertThat(record.dynamodb().newImage()).containsKey("orderId");
  }

  @Test
  void refusedConditionsCarryTheItem() {
    call("CreateTable", ORDERS);
    DynamoDbClient client = port.client(DynamoDbClient.builder());
    client.putItem(q -> q.tableName("orders").item(order("1", "NEW")));
    assertThatThrownBy(
            () ->
                client.putItem(
                    q ->
                        q.tableName("orders")
                            .item(order("1", "NEW"))
                            .conditionExpression("attribute_not_exists(orderId)")
                            .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD)))
        .isInstanceOfSatisfying(
            ConditionalCheckFailedException.class,
            refused -> {
              assertThat(refused.awsErrorDetails().errorMessage())
                  .isEqualTo("The conditional request failed");
              assertThat(refused.item()).isEqualTo(order("1", "NEW"));
            });
    assertThatThrownBy(
            () ->
                client.transactWriteItems(
                    q ->
                        q.transactItems(
                            TransactWriteItem.builder()
                                .put(
                                    put ->
                                        put.tableName("orders")
                                            .item(order("1", "NEW"))
                                            .conditionExpression("attribute_not_exists(orderId)"))
                                .build())))
        .isInstanceOfSatisfying(
            TransactionCanceledException.class,
            refused ->
                assertThat(refused.cancellationReasons().getFirst().code())
                    .isEqualTo("ConditionalCheckFailed"));
  }

  @Test
  void refusesWrongRequestsWithStatus400() {
    call("CreateTable", ORDERS);
    refused(
        "PutItem",
        "{'TableName': 'orders', 'Item': {'orderId': {'S': 5}}}",
        "SerializationException");
    refused(
        "PutItem", "{'TableName': 5, 'Item': {'orderId': {'S': '5'}}}", "SerializationException");
    refused("PutItem", "{'TableName': 'orders', 'Item': ['x']}", "SerializationException");
    refused(
        "PutItem",
        "{'TableName': 'orders', 'Item': {'orderId': {'X': '5'}}}",
        "ValidationException");
    refused("PutItem", "{'TableName': 'orders'}", "ValidationException");
    refused("PutItem", "{'Item': {}}", "ValidationException");
    refused(
        "GetItem",
        "{'TableName': 'orders', 'Key': {'orderId': {'N': 'x'}}}",
        "ValidationException");
    refused("GetItem", "{'TableName': 'orders', 'Key': {'orderId': null}}", "ValidationException");
    refused(
        "Query",
        "{'TableName': 'orders', 'KeyConditionExpression': 'nonsense('}",
        "ValidationException");
    refused("Query", "{'TableName': 'orders'}", "ValidationException");
    refused(
        "UpdateItem",
        "{'TableName': 'orders', 'Key': {'orderId': {'S': '1'}}, 'UpdateExpression': 'SET'}",
        "ValidationException");
    refused("BatchWriteItem", "{'RequestItems': {'orders': [{}]}}", "ValidationException");
    refused("BatchWriteItem", "{'RequestItems': {'orders': [null]}}", "ValidationException");
    refused(
        "TransactWriteItems",
        "{'TransactItems': [{'Put': {'TableName': 'orders'}}]}",
        "ValidationException");
    refused(
        "GetItem",
        "{'TableName': 'missing', 'Key': {'orderId': {'S': '1'}}}",
        "ResourceNotFoundException");
    refused("DescribeTable", "{'TableName': 'missing'}", "ResourceNotFoundException");
    refused("CreateTable", ORDERS, "ResourceInUseException");
  }

  private void refused(String operation, String request, String code) {
    assertThatThrownBy(() -> call(operation, request))
        .as(operation + " " + request)
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> {
              assertThat(fault.code()).as(fault.getMessage()).isEqualTo(code);
              assertThat(fault.status()).isEqualTo(400);
            });
  }

  @Test
  void asksForPermissionsOnTablesIndexesAndStreams() {
    String stream =
        call("CreateTable", ORDERS).path("TableDescription").path("LatestStreamArn").asText();
    port.asked();
    call(
        "GetItem",
        "{'TableName': 'orders', 'Key': {'orderId': {'S': '1'}}, 'ProjectionExpression': 'orderId,"
            + " #s', 'ExpressionAttributeNames': {'#s': 'status'}}");
    Permission get = port.asked().getFirst();
    assertThat(get.action() + " " + get.resource()).isEqualTo("dynamodb:GetItem " + ARN);
    assertThat(get.context())
        .containsEntry("dynamodb:LeadingKeys", List.of("1"))
        .containsEntry("dynamodb:Attributes", List.of("orderId", "status"));
    refused(
        "Query",
        "{'TableName': 'orders', 'IndexName': 'user', 'KeyConditionExpression': 'a = :a', "
            + "'ExpressionAttributeValues': {':a': {'S': 'x'}}}",
        "ValidationException");
    assertThat(port.asked().getFirst().resource()).isEqualTo(ARN + "/index/user");
    call(
        "TransactWriteItems",
        "{'TransactItems': [{'Delete': {'TableName': 'orders', 'Key': {'orderId': {'S': '1'}}}}, "
            + "{'ConditionCheck': {'TableName': 'orders', 'Key': {'orderId': {'S': '2'}}, "
            + "'ConditionExpression': 'attribute_not_exists(orderId)'}}]}");
    assertThat(port.asked())
        .extracting(Permission::action)
        .containsExactly("dynamodb:DeleteItem", "dynamodb:ConditionCheckItem");
    port.call("dynamodbstreams", "DescribeStream", "{'StreamArn': '" + stream + "'}");
    assertThat(port.asked().getFirst().resource()).isEqualTo(stream);
  }

  @Test
  void remembersWhatTheEngineDoesNot() throws Exception {
    call(
        "CreateTable",
        ORDERS.replaceFirst(
            "\\{",
            "{'Tags': [{'Key': 'team', 'Value': 'orders'}], 'SSESpecification': {'Enabled':"
                + " true}, "));
    call(
        "UpdateContinuousBackups",
        "{'TableName': 'orders', 'PointInTimeRecoverySpecification': {'PointInTimeRecoveryEnabled':"
            + " true}}");
    call("TagResource", "{'ResourceArn': '" + ARN + "', 'Tags': [{'Key': 'a', 'Value': 'b'}]}");
    call(
        "PutResourcePolicy", "{'ResourceArn': '" + ARN + "', 'Policy': '{\\\"Statement\\\": []}'}");
    call(
        "UpdateTimeToLive",
        "{'TableName': 'orders', 'TimeToLiveSpecification': {'Enabled': true, 'AttributeName':"
            + " 'expires'}}");
    reopen();
    assertThat(call("ListTagsOfResource", "{'ResourceArn': '" + ARN + "'}").path("Tags"))
        .hasSize(2);
    assertThat(call("DescribeContinuousBackups", "{'TableName': 'orders'}").toString())
        .contains("\"PointInTimeRecoveryStatus\":\"ENABLED\"");
    assertThat(call("GetResourcePolicy", "{'ResourceArn': '" + ARN + "'}").path("Policy").asText())
        .contains("Statement");
    assertThat(call("DescribeTimeToLive", "{'TableName': 'orders'}").toString())
        .contains("expires", "ENABLED");
    assertThat(
            call("DescribeTable", "{'TableName': 'orders'}")
                .path("Table")
                .path("SSEDescription")
                .path("Status")
                .asText())
        .isEqualTo("ENABLED");
    assertThat(call("DescribeEndpoints", "{}").path("Endpoints")).hasSize(1);
    call("DeleteTable", "{'TableName': 'orders'}");
    refused("ListTagsOfResource", "{'ResourceArn': '" + ARN + "'}", "ResourceNotFoundException");
  }

  @Test
  void resourceIsMadeChangedAndRemoved() {
    ResourceType type = part.resourceTypes().getFirst();
    String plain =
        """
        {'BillingMode': 'PAY_PER_REQUEST', 'KeySchema': [{'AttributeName': 'orderId', 'KeyType': 'HASH'}],
         'AttributeDefinitions': [{'AttributeName': 'orderId', 'AttributeType': 'S'}]}\
        """;
    Resource made = type.create(TestPort.desired("Table", plain));
    assertThat(made.physicalId()).startsWith("shop-Table-");
    assertThat(made.attributes()).containsKey("Arn").doesNotContainKey("StreamArn");

    String rich =
        """
        {'BillingMode': 'PAY_PER_REQUEST', 'KeySchema': [{'AttributeName': 'orderId', 'KeyType': 'HASH'}],
         'AttributeDefinitions': [{'AttributeName': 'orderId', 'AttributeType': 'S'},
             {'AttributeName': 'userId', 'AttributeType': 'S'}],
         'StreamSpecification': {'StreamViewType': 'NEW_IMAGE'},
         'SSESpecification': {'SSEEnabled': 'true'},
         'PointInTimeRecoverySpecification': {'PointInTimeRecoveryEnabled': true},
         'TimeToLiveSpecification': {'AttributeName': 'ttl', 'Enabled': true},
         'GlobalSecondaryIndexes': [{'IndexName': 'user',
             'KeySchema': [{'AttributeName': 'userId', 'KeyType': 'HASH'}],
             'Projection': {'ProjectionType': 'ALL'}}]}\
        """;
    Resource changed = type.update(TestPort.desired("Table", rich), made);
    assertThat(changed.physicalId()).isEqualTo(made.physicalId());
    assertThat(changed.attribute("StreamArn")).contains("/stream/");
    JsonNode table =
        call("DescribeTable", "{'TableName': '" + made.physicalId() + "'}").path("Table");
    assertThat(table.path("GlobalSecondaryIndexes").path(0).path("IndexArn").asText())
        .contains("eu-west-1:123456789012");
    assertThat(table.path("SSEDescription").path("Status").asText()).isEqualTo("ENABLED");

    Resource back = type.update(TestPort.desired("Table", plain), changed);
    assertThat(back.attributes()).doesNotContainKey("StreamArn");
    table = call("DescribeTable", "{'TableName': '" + made.physicalId() + "'}").path("Table");
    assertThat(table.path("GlobalSecondaryIndexes")).isEmpty();
    type.delete(back);
    type.delete(back);
    refused(
        "DescribeTable", "{'TableName': '" + made.physicalId() + "'}", "ResourceNotFoundException");
  }

  @Test
  void writesAndReadsManyItemsASecond() {
    call("CreateTable", ORDERS);
    int items = 300;
    long start = System.nanoTime();
    for (int i = 0; i < items; i++) {
      call(
          "PutItem",
          "{'TableName': 'orders', 'Item': {'orderId': {'S': '"
              + i
              + "'}, 'status': {'S': 'NEW'}}}");
    }
    long written = System.nanoTime();
    for (int i = 0; i < items; i++) {
      call("GetItem", "{'TableName': 'orders', 'Key': {'orderId': {'S': '" + i + "'}}}");
    }
    long read = System.nanoTime();
    System.out.printf(
        "PutItem %.2f ms, GetItem %.2f ms%n",
        (written - start) / 1e6 / items, (read - written) / 1e6 / items);
    assertThat((read - start) / 1_000_000_000L).isLessThan(20);
  }

  @Test
  void measuresWhatOperationsConsumeAndShowsItOnlyToWhoAsked() {
    call("CreateTable", ORDERS_BY_USER);
    String item = "{'TableName': 'orders', 'Item': {'orderId': {'S': '1'}, 'userId': {'S': 'u'}}";
    assertThat(call("PutItem", item + "}").has("ConsumedCapacity")).isFalse();
    JsonNode total = call("PutItem", item + ", 'ReturnConsumedCapacity': 'TOTAL'}");
    assertThat(total.path("ConsumedCapacity").has("Table")).isFalse();
    assertThat(total.at("/ConsumedCapacity/CapacityUnits").asDouble()).isPositive();
    call("GetItem", "{'TableName': 'orders', 'Key': {'orderId': {'S': '1'}}}");
    call(
        "Query",
        "{'TableName': 'orders', 'IndexName': 'user', 'KeyConditionExpression': 'userId = :u',"
            + " 'ExpressionAttributeValues': {':u': {'S': 'u'}}}");
    call(
        "TransactWriteItems",
        "{'TransactItems': [{'Put': {'TableName': 'orders', 'Item': {'orderId': {'S': '2'}}}}]}");

    assertThat(metrics.values("ConsumedWriteCapacityUnits", Map.of("TableName", "orders")))
        .containsExactly(1.0, 1.0, 2.0);
    assertThat(
            metrics.values(
                "ConsumedWriteCapacityUnits",
                Map.of("TableName", "orders", "GlobalSecondaryIndexName", "user")))
        .contains(1.0);
    assertThat(metrics.values("ConsumedReadCapacityUnits", Map.of("TableName", "orders")))
        .containsExactly(0.5);
    assertThat(
            metrics.values(
                "ConsumedReadCapacityUnits",
                Map.of("TableName", "orders", "GlobalSecondaryIndexName", "user")))
        .containsExactly(0.5);
    assertThat(
            metrics.values(
                "SuccessfulRequestLatency", Map.of("TableName", "orders", "Operation", "Query")))
        .hasSize(1);
  }

  @Test
  void countsRefusedConditions() {
    call("CreateTable", ORDERS);
    assertThatThrownBy(
            () ->
                call(
                    "PutItem",
                    "{'TableName': 'orders', 'Item': {'orderId': {'S': '1'}},"
                        + " 'ConditionExpression': 'attribute_exists(orderId)'}"))
        .hasMessageContaining("conditional");
    assertThat(metrics.values("ConditionalCheckFailedRequests", Map.of("TableName", "orders")))
        .containsExactly(1.0);
  }
}
