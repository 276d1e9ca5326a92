package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.AccessDenied;
import ecommerce.local.Api;
import ecommerce.local.Identity;
import ecommerce.local.wire.Fault;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A DynamoDB table as a data source, used with the rights of the data source's role. Errors have
 * the type {@code DynamoDB:…}; of a condition that fails the result is the item as it is now.
 */
record DynamoSource(Api api, Supplier<Identity> role, String apiId, String table, PageTokens tokens)
    implements DataSourceCall {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Override
  public Result call(JsonNode request) {
    try {
      return Result.of(answer(request));
    } catch (Fault e) {
      return failed(request, e);
    } catch (AccessDenied e) {
      return Result.failed(ResolverError.of("DynamoDB:AccessDeniedException", e.getMessage()));
    }
  }

  private JsonNode answer(JsonNode request) {
    String operation = request.path("operation").asText();
    return switch (operation) {
      case "GetItem" ->
          DynamoValues.plainItem(call("GetItem", DynamoRequests.get(table, request)).path("Item"));
      case "PutItem" -> {
        call("PutItem", DynamoRequests.put(table, request));
        yield DynamoValues.plainItem(DynamoRequests.item(request));
      }
      case "UpdateItem" -> {
        ObjectNode update = DynamoRequests.update(table, request).put("ReturnValues", "ALL_NEW");
        yield DynamoValues.plainItem(call("UpdateItem", update).path("Attributes"));
      }
      case "DeleteItem" -> {
        ObjectNode delete = DynamoRequests.delete(table, request).put("ReturnValues", "ALL_OLD");
        yield DynamoValues.plainItem(call("DeleteItem", delete).path("Attributes"));
      }
      case "Query", "Scan" -> page(operation, request);
      case "BatchGetItem" ->
          batchGot(request, call("BatchGetItem", DynamoRequests.batchGet(request)));
      case "BatchPutItem" ->
          batchWritten(
              request,
              DynamoRequests.batchWrite(request, "PutRequest", "Item"),
              "PutRequest",
              "Item");
      case "BatchDeleteItem" ->
          batchWritten(
              request,
              DynamoRequests.batchWrite(request, "DeleteRequest", "Key"),
              "DeleteRequest",
              "Key");
      case "TransactGetItems" ->
          transactGot(call("TransactGetItems", DynamoRequests.transactGet(request)));
      case "TransactWriteItems" -> {
        call("TransactWriteItems", DynamoRequests.transactWrite(request));
        yield transactWritten(request);
      }
      default ->
          throw new RequestError(
              "Unsupported operation '" + operation + "' of a DynamoDB data source");
    };
  }

  private JsonNode call(String operation, JsonNode request) {
    return api.call(role.get(), "dynamodb", operation, request);
  }

  private ObjectNode page(String operation, JsonNode request) {
    String scope = scope(operation, request);
    ObjectNode page = DynamoRequests.page(table, request);
    if (request.hasNonNull("nextToken")) {
      page.set("ExclusiveStartKey", startKey(scope, request.get("nextToken").asText()));
    }
    JsonNode answer = call(operation, page);
    JsonNode last = answer.path("LastEvaluatedKey");
    ObjectNode result = JSON.objectNode();
    result.set("items", DynamoValues.plainItems(answer.path("Items")));
    result.put("nextToken", last.isObject() ? tokens.sealed(scope, last) : null);
    return result.put("scannedCount", answer.path("ScannedCount").asInt());
  }

  /** What a page's token is for: another table, index, key or segment is another list. */
  private String scope(String operation, JsonNode request) {
    ObjectNode scope = JSON.objectNode();
    scope.put("api", apiId).put("table", table).put("operation", operation);
    for (String part : List.of("index", "query", "totalSegments", "segment")) {
      scope.set(part, request.path(part).isMissingNode() ? null : request.path(part));
    }
    return scope.toString();
  }

  private JsonNode startKey(String scope, String token) {
    try {
      return tokens.opened(scope, token);
    } catch (IllegalArgumentException e) {
      throw new Fault("UserIllegalArgumentException", 400, "Invalid pagination token given.");
    }
  }

  /** Items in the order of their keys, null where there is none. */
  private static ObjectNode batchGot(JsonNode request, JsonNode answer) {
    ObjectNode result = JSON.objectNode();
    ObjectNode data = result.putObject("data");
    ObjectNode unprocessed = result.putObject("unprocessedKeys");
    request
        .path("tables")
        .properties()
        .forEach(
            entry -> {
              ArrayNode items = data.putArray(entry.getKey());
              entry
                  .getValue()
                  .path("keys")
                  .forEach(
                      key ->
                          items.add(
                              found(
                                  DynamoValues.plainItem(key),
                                  answer.path("Responses").path(entry.getKey()))));
              ArrayNode keys = unprocessed.putArray(entry.getKey());
              keys.addAll(
                  DynamoValues.plainItems(
                      answer.path("UnprocessedKeys").path(entry.getKey()).path("Keys")));
            });
    return result;
  }

  private static JsonNode found(JsonNode key, JsonNode items) {
    for (JsonNode typed : items) {
      JsonNode item = DynamoValues.plainItem(typed);
      if (key.properties().stream()
          .allMatch(part -> part.getValue().equals(item.get(part.getKey())))) {
        return item;
      }
    }
    return NullNode.instance;
  }

  private ObjectNode batchWritten(JsonNode request, JsonNode write, String kind, String member) {
    JsonNode answer = call("BatchWriteItem", write);
    ObjectNode result = JSON.objectNode();
    ObjectNode data = result.putObject("data");
    ObjectNode unprocessed =
        result.putObject(member.equals("Key") ? "unprocessedKeys" : "unprocessedItems");
    request
        .path("tables")
        .properties()
        .forEach(
            entry -> {
              data.set(entry.getKey(), DynamoValues.plainItems(entry.getValue()));
              ArrayNode left = unprocessed.putArray(entry.getKey());
              answer
                  .path("UnprocessedItems")
                  .path(entry.getKey())
                  .forEach(item -> left.add(DynamoValues.plainItem(item.path(kind).path(member))));
            });
    return result;
  }

  private static ObjectNode transactGot(JsonNode answer) {
    ObjectNode result = JSON.objectNode();
    ArrayNode items = result.putArray("items");
    answer
        .path("Responses")
        .forEach(response -> items.add(DynamoValues.plainItem(response.path("Item"))));
    return result.putNull("cancellationReasons");
  }

  private static ObjectNode transactWritten(JsonNode request) {
    ObjectNode result = JSON.objectNode();
    ArrayNode keys = result.putArray("keys");
    request
        .path("transactItems")
        .forEach(item -> keys.add(DynamoValues.plainItem(item.path("key"))));
    return result.putNull("cancellationReasons");
  }

  private Result failed(JsonNode request, Fault fault) {
    String code = fault.code().substring(fault.code().lastIndexOf('#') + 1);
    ResolverError error = ResolverError.of("DynamoDB:" + code, fault.getMessage());
    return switch (code) {
      case "ConditionalCheckFailedException" -> conditionFailed(request, error);
      case "TransactionCanceledException" ->
          new Result(cancelled(request, fault), Optional.of(error));
      default -> Result.failed(error);
    };
  }

  private Result conditionFailed(JsonNode request, ResolverError error) {
    ObjectNode read = DynamoRequests.keyed(table, request);
    JsonNode now =
        DynamoValues.plainItem(call("GetItem", read.put("ConsistentRead", true)).path("Item"));
    boolean asWished =
        switch (request.path("operation").asText()) {
          case "DeleteItem" -> now.isNull();
          case "PutItem" ->
              Equality.besides(
                  request.path("condition").path("equalsIgnore"),
                  now,
                  DynamoValues.plainItem(DynamoRequests.item(request)));
          default -> false;
        };
    return asWished ? Result.of(now) : new Result(now, Optional.of(error));
  }

  private static ObjectNode cancelled(JsonNode request, Fault fault) {
    ObjectNode result = JSON.objectNode();
    result.putNull(
        request.path("operation").asText().equals("TransactGetItems") ? "items" : "keys");
    ArrayNode reasons = result.putArray("cancellationReasons");
    fault
        .details()
        .path("CancellationReasons")
        .forEach(
            reason -> {
              ObjectNode told = reasons.addObject();
              told.set("item", DynamoValues.plainItem(reason.path("Item")));
              told.put("type", reason.path("Code").asText("None"));
              told.put("message", reason.path("Message").asText("None"));
            });
    return result;
  }

  /** Compares items as AppSync does after a failed condition. */
  private static final class Equality {

    static boolean besides(JsonNode ignored, JsonNode one, JsonNode other) {
      if (!(one instanceof ObjectNode first) || !(other instanceof ObjectNode second)) {
        return false;
      }
      ObjectNode left = first.deepCopy();
      ObjectNode right = second.deepCopy();
      ignored.forEach(
          name -> {
            left.remove(name.asText());
            right.remove(name.asText());
          });
      return left.equals(right);
    }
  }
}
