package ecommerce.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.wire.Access;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.Fault;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Protocol;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * DynamoDB's API of tables and items. PartiQL, backups, exports and global tables are not offered.
 */
final class TablesService implements AwsService {

  private final EngineCalls calls;
  private final TableExtras extras;
  private final TableAccess access;
  private final String endpoint;
  private final TableMeter meter;

  TablesService(
      EngineCalls calls,
      TableExtras extras,
      TableAccess access,
      String endpoint,
      TableMeter meter) {
    this.meter = meter;
    this.calls = calls;
    this.extras = extras;
    this.access = access;
    this.endpoint = endpoint;
  }

  @Override
  public Protocol protocol() {
    return new Protocol.AwsJson("dynamodb", "DynamoDB_20120810", "1.0");
  }

  @Override
  public void declare(Operations on) {
    items(
        on,
        "GetItem",
        access.item("GetItem"),
        GetItemRequest::builder,
        (db, q) -> db.tables().getItem(q));
    items(
        on,
        "PutItem",
        access.item("PutItem"),
        PutItemRequest::builder,
        (db, q) -> db.tables().putItem(q));
    items(
        on,
        "UpdateItem",
        access.item("UpdateItem"),
        UpdateItemRequest::builder,
        (db, q) -> db.tables().updateItem(q));
    items(
        on,
        "DeleteItem",
        access.item("DeleteItem"),
        DeleteItemRequest::builder,
        (db, q) -> db.tables().deleteItem(q));
    items(
        on,
        "Query",
        access.tableOrIndex("Query"),
        QueryRequest::builder,
        (db, q) -> db.tables().query(q));
    items(
        on,
        "Scan",
        access.tableOrIndex("Scan"),
        ScanRequest::builder,
        (db, q) -> db.tables().scan(q));
    items(
        on,
        "BatchGetItem",
        access.batch("BatchGetItem"),
        BatchGetItemRequest::builder,
        (db, q) -> db.tables().batchGetItem(q));
    items(
        on,
        "BatchWriteItem",
        access.batch("BatchWriteItem"),
        BatchWriteItemRequest::builder,
        (db, q) -> db.tables().batchWriteItem(q));
    items(
        on,
        "TransactGetItems",
        access.transaction(),
        TransactGetItemsRequest::builder,
        (db, q) -> db.tables().transactGetItems(q));
    items(
        on,
        "TransactWriteItems",
        access.transaction(),
        TransactWriteItemsRequest::builder,
        (db, q) -> db.tables().transactWriteItems(q));

    on.onJson("CreateTable", access.table("CreateTable"), (call, request) -> createTable(request));
    on.onJson("UpdateTable", access.table("UpdateTable"), (call, request) -> updateTable(request));
    on.onJson("DeleteTable", access.table("DeleteTable"), (call, request) -> deleteTable(request));
    on.onJson(
        "DescribeTable", access.table("DescribeTable"), (call, request) -> describeTable(request));
    on.onJson(
        "ListTables",
        Access.to("dynamodb:ListTables"),
        (call, request) ->
            calls.described(
                request, ListTablesRequest::builder, (db, q) -> db.tables().listTables(q)));
    on.onJson(
        "DescribeLimits",
        Access.to("dynamodb:DescribeLimits"),
        (call, request) ->
            calls.described(
                request, DescribeLimitsRequest::builder, (db, q) -> db.tables().describeLimits(q)));
    on.onJson(
        "DescribeEndpoints",
        Access.to("dynamodb:DescribeEndpoints"),
        (call, request) -> endpoints());
    on.onJson(
        "UpdateTimeToLive",
        access.table("UpdateTimeToLive"),
        (call, request) -> updateTimeToLive(request));
    on.onJson(
        "DescribeTimeToLive",
        access.table("DescribeTimeToLive"),
        (call, request) -> timeToLive(request));
    on.onJson(
        "TagResource",
        access.arn("TagResource", "ResourceArn"),
        (call, request) -> extras.tag(request));
    on.onJson(
        "UntagResource",
        access.arn("UntagResource", "ResourceArn"),
        (call, request) -> extras.untag(request));
    on.onJson(
        "ListTagsOfResource",
        access.arn("ListTagsOfResource", "ResourceArn"),
        (call, request) -> extras.tags(request));
    on.onJson(
        "PutResourcePolicy",
        access.arn("PutResourcePolicy", "ResourceArn"),
        (call, request) -> extras.putPolicy(request));
    on.onJson(
        "GetResourcePolicy",
        access.arn("GetResourcePolicy", "ResourceArn"),
        (call, request) -> extras.getPolicy(request));
    on.onJson(
        "DeleteResourcePolicy",
        access.arn("DeleteResourcePolicy", "ResourceArn"),
        (call, request) -> extras.deletePolicy(request));
    on.onJson(
        "UpdateContinuousBackups",
        access.table("UpdateContinuousBackups"),
        (call, request) -> updateBackups(request));
    on.onJson(
        "DescribeContinuousBackups",
        access.table("DescribeContinuousBackups"),
        (call, request) -> backups(request));
  }

  private <B extends SdkPojo & SdkBuilder<B, Q>, Q> void items(
      Operations on,
      String name,
      Access<ObjectNode> access,
      Supplier<B> builder,
      BiFunction<Engine, Q, ? extends SdkPojo> operation) {
    on.onJson(
        name,
        access,
        (call, request) ->
            meter.measured(name, request, () -> calls.items(request, builder, operation)));
  }

  ObjectNode createTable(ObjectNode request) {
    Extras taken = extras.take(request, extras.fresh());
    ObjectNode answer =
        calls.described(
            request,
            CreateTableRequest::builder,
            (db, q) -> db.describing(() -> db.tables().createTable(q)));
    extras.keep(request.path("TableName").asText(), taken);
    return described(answer, "TableDescription");
  }

  ObjectNode updateTable(ObjectNode request) {
    describeTable(request);
    Extras taken = extras.take(request, extras.of(request.path("TableName").asText()));
    ObjectNode answer =
        request.size() == 1
            ? JsonNodeFactory.instance
                .objectNode()
                .set("TableDescription", describeTable(request).path("Table"))
            : calls.described(
                request,
                UpdateTableRequest::builder,
                (db, q) -> db.describing(() -> db.tables().updateTable(q)));
    extras.keep(request.path("TableName").asText(), taken);
    return described(answer, "TableDescription");
  }

  ObjectNode deleteTable(ObjectNode request) {
    ObjectNode answer =
        calls.described(
            request,
            DeleteTableRequest::builder,
            (db, q) -> db.describing(() -> db.tables().deleteTable(q)));
    ObjectNode described = described(answer, "TableDescription");
    extras.forget(request.path("TableName").asText());
    return described;
  }

  /**
   * @throws Fault {@code ResourceNotFoundException} where there is none, in AWS's words
   */
  ObjectNode describeTable(ObjectNode request) {
    ObjectNode name =
        JsonNodeFactory.instance
            .objectNode()
            .put("TableName", TableAccess.text(request, "TableName"));
    try {
      ObjectNode answer =
          calls.described(
              name,
              DescribeTableRequest::builder,
              (db, q) -> db.describing(() -> db.tables().describeTable(q)));
      request.set("TableName", name.get("TableName"));
      return described(answer, "Table");
    } catch (Fault fault) {
      if (fault.code().equals("ResourceNotFoundException")) {
        String table = name.path("TableName").asText();
        throw new Fault(
            fault.code(), 400, "Requested resource not found: Table: " + table + " not found");
      }
      throw fault;
    }
  }

  private ObjectNode described(ObjectNode answer, String member) {
    if (answer.get(member) instanceof ObjectNode description) {
      extras.describe(description);
    }
    return answer;
  }

  /** Makes these the table's tags, and no others. */
  void retag(String table, Map<String, String> tags) {
    extras.keep(table, extras.of(table).withTags(tags));
  }

  ObjectNode updateTimeToLive(ObjectNode request) {
    return calls.described(
        request, UpdateTimeToLiveRequest::builder, (db, q) -> db.tables().updateTimeToLive(q));
  }

  ObjectNode timeToLive(ObjectNode request) {
    return calls.described(
        request, DescribeTimeToLiveRequest::builder, (db, q) -> db.tables().describeTimeToLive(q));
  }

  JsonNode updateBackups(ObjectNode request) {
    requireTable(request);
    return extras.updateRecovery(request);
  }

  private JsonNode backups(ObjectNode request) {
    requireTable(request);
    return extras.recovery(request);
  }

  private void requireTable(ObjectNode request) {
    String table = TableAccess.text(request, "TableName");
    try {
      describeTable(request);
    } catch (Fault fault) {
      throw fault.code().equals("ResourceNotFoundException")
          ? new Fault("TableNotFoundException", 400, "Table not found: " + table)
          : fault;
    }
  }

  private JsonNode endpoints() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer
        .putArray("Endpoints")
        .addObject()
        .put("Address", endpoint)
        .put("CachePeriodInMinutes", 1440);
    return answer;
  }
}
