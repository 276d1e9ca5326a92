package ecommerce.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Permission;
import ecommerce.local.store.Collection;
import ecommerce.local.wire.Access;
import ecommerce.local.wire.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which permissions requests need, by the service authorization reference of DynamoDB. */
final class TableAccess {

  private final Names names;
  private final Collection<Extras> extras;
  private final RequestKeys keys;

  TableAccess(Names names, Collection<Extras> extras, RequestKeys keys) {
    this.names = names;
    this.extras = extras;
    this.keys = keys;
  }

  /** The action on the request's {@code TableName}. */
  Access<ObjectNode> table(String action) {
    return request -> List.of(onTable(action, text(request, "TableName")));
  }

  /** The action on the items of the request's {@code TableName}. */
  Access<ObjectNode> item(String action) {
    return request -> {
      String table = text(request, "TableName");
      return List.of(keys.conditions(onTable(action, table), names.table(table), request));
    };
  }

  /** The action on the index where the request names one, else on the table. */
  Access<ObjectNode> tableOrIndex(String action) {
    return request -> {
      String table = text(request, "TableName");
      JsonNode index = request.path("IndexName");
      String arn = names.tableArn(table) + (index.isTextual() ? "/index/" + index.textValue() : "");
      return List.of(
          keys.conditions(on(action, arn, names.table(table)), names.table(table), request));
    };
  }

  /** The action on each table of {@code RequestItems}. */
  Access<ObjectNode> batch(String action) {
    return request -> {
      List<Permission> needed = new ArrayList<>();
      request
          .path("RequestItems")
          .properties()
          .forEach(
              entry ->
                  needed.add(
                      keys.batch(
                          onTable(action, entry.getKey()),
                          names.table(entry.getKey()),
                          entry.getValue())));
      if (needed.isEmpty()) {
        throw Fault.validation(
            "1 validation error detected: Value at 'requestItems' failed to satisfy constraint: "
                + "Member must have length greater than or equal to 1");
      }
      return needed;
    };
  }

  /**
   * For each part of a transaction its own action: {@code PutItem}, {@code ConditionCheckItem} and
   * so on.
   */
  Access<ObjectNode> transaction() {
    return request -> {
      List<Permission> needed = new ArrayList<>();
      for (JsonNode item : request.path("TransactItems")) {
        item.properties()
            .forEach(
                part -> {
                  String table = text(part.getValue(), "TableName");
                  String action = part.getKey() + "Item";
                  needed.add(
                      keys.conditions(onTable(action, table), names.table(table), part.getValue()));
                });
      }
      if (needed.isEmpty()) {
        throw Fault.validation(
            "1 validation error detected: Value at 'transactItems' failed to satisfy constraint: "
                + "Member must have length greater than or equal to 1");
      }
      return needed;
    };
  }

  /** The action on the table, index or stream whose ARN a member of the request is. */
  Access<ObjectNode> arn(String action, String member) {
    return request ->
        List.of(on(action, text(request, member), names.table(text(request, member))));
  }

  /** The action on the stream that a shard iterator belongs to. */
  Access<ObjectNode> iterator(String action) {
    return request -> {
      String iterator = text(request, "ShardIterator");
      int end = iterator.indexOf('|');
      return List.of(
          Permission.of(
              "dynamodb:" + action, end < 0 ? "*" : names.stream(iterator.substring(0, end))));
    };
  }

  private Permission onTable(String action, String table) {
    return on(action, names.tableArn(table), names.table(table));
  }

  private Permission on(String action, String arn, String table) {
    Optional<JsonNode> policy = extras.get(table).flatMap(Extras::resourcePolicy);
    return Permission.of("dynamodb:" + action, arn).guardedBy(policy);
  }

  static String text(JsonNode request, String member) {
    JsonNode value = request.path(member);
    if (value.isTextual()) {
      return value.textValue();
    }
    if (value.isMissingNode() || value.isNull()) {
      String name = Character.toLowerCase(member.charAt(0)) + member.substring(1);
      throw Fault.validation(
          "1 validation error detected: Value null at '"
              + name
              + "' failed to satisfy constraint: Member must not be null");
    }
    throw new Fault("SerializationException", 400, member + " can not be converted to a String");
  }
}
