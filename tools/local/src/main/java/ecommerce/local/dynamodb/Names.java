package ecommerce.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import ecommerce.local.Account;
import ecommerce.local.wire.Fault;
import java.util.ArrayList;
import java.util.List;

/**
 * The names of tables and streams: DynamoDB Local puts everything into a region and an account of
 * its own, and takes no ARN for a table's name. Here requests and answers are turned from one form
 * to the other.
 */
record Names(Account account) {

  private static final String ENGINE = "arn:aws:dynamodb:ddblocal:000000000000:";

  private String prefix() {
    return account.arn("dynamodb", "");
  }

  /** The ARN of a table that is given by name or ARN. */
  String tableArn(String table) {
    return table.startsWith("arn:") ? table : account.arn("dynamodb", "table/" + table);
  }

  /** The name of a table that is given by name or ARN. */
  String table(String nameOrArn) {
    if (!nameOrArn.startsWith("arn:")) {
      return nameOrArn;
    }
    String name = nameOrArn.substring(nameOrArn.indexOf('/') + 1);
    int end = name.indexOf('/');
    if (!nameOrArn.startsWith(prefix() + "table/")) {
      throw new Fault(
          "ResourceNotFoundException", 400, "Requested resource not found: " + nameOrArn);
    }
    return end < 0 ? name : name.substring(0, end);
  }

  String stream(String arn) {
    return arn.startsWith(ENGINE) ? prefix() + arn.substring(ENGINE.length()) : arn;
  }

  /** A text, e.g. of an error, with the ARNs of this account. */
  String told(String message) {
    return message.replace(ENGINE, prefix());
  }

  /** Turns an answer's ARNs into this account's; in place. */
  void told(JsonNode answer) {
    replace(answer, ENGINE, prefix());
  }

  /** Turns a request's ARNs into the engine's; in place. */
  void asked(JsonNode request) {
    replace(request, prefix(), ENGINE);
  }

  private static void replace(JsonNode node, String from, String to) {
    if (node instanceof ObjectNode object) {
      for (String field : names(object)) {
        JsonNode value = object.get(field);
        if (value.isTextual() && value.textValue().startsWith(from)) {
          object.set(field, TextNode.valueOf(to + value.textValue().substring(from.length())));
        } else {
          replace(value, from, to);
        }
      }
    } else if (node instanceof ArrayNode array) {
      array.forEach(element -> replace(element, from, to));
    }
  }

  /** Replaces tables' ARNs in a request by their names; in place. */
  void unqualify(ObjectNode request) {
    unqualifyTable(request);
    if (request.get("RequestItems") instanceof ObjectNode items) {
      for (String table : names(items)) {
        if (table.startsWith("arn:")) {
          items.set(table(table), items.remove(table));
        }
      }
    }
    for (JsonNode item : request.path("TransactItems")) {
      for (JsonNode action : item) {
        if (action instanceof ObjectNode object) {
          unqualifyTable(object);
        }
      }
    }
  }

  private void unqualifyTable(ObjectNode object) {
    JsonNode name = object.get("TableName");
    if (name != null && name.isTextual() && name.textValue().startsWith("arn:")) {
      object.put("TableName", table(name.textValue()));
    }
  }

  private static List<String> names(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
