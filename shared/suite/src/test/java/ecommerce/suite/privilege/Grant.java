package ecommerce.suite.privilege;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One action on one resource that an inline policy of a role allows.
 *
 * @param statement the index of the statement in the policy's document
 */
record Grant(String role, String policy, int statement, String action, String resource) {

  /** All grants of a document. */
  static List<Grant> of(String role, String policy, JsonNode document) {
    List<Grant> grants = new ArrayList<>();
    JsonNode statements = document.path("Statement");
    for (int i = 0; i < statements.size(); i++) {
      for (String action : texts(statements.get(i).path("Action"))) {
        for (String resource : texts(statements.get(i).path("Resource"))) {
          grants.add(new Grant(role, policy, i, action, resource));
        }
      }
    }
    return grants;
  }

  /** The document without this grant: its statement is split by action where that is needed. */
  JsonNode takenFrom(JsonNode document) {
    ObjectNode changed = document.deepCopy();
    ArrayNode statements = changed.putArray("Statement");
    for (int i = 0; i < document.path("Statement").size(); i++) {
      ObjectNode each = (ObjectNode) document.path("Statement").get(i);
      if (i != statement) {
        statements.add(each);
        continue;
      }
      for (String one : texts(each.path("Action"))) {
        List<String> resources = new ArrayList<>(texts(each.path("Resource")));
        if (one.equals(action)) {
          resources.remove(resource);
        }
        if (!resources.isEmpty()) {
          ObjectNode part = each.deepCopy().put("Action", one);
          resources.forEach(part.putArray("Resource")::add);
          statements.add(part);
        }
      }
    }
    return changed;
  }

  /** Whether a line of the environment says that the role was denied just this. */
  boolean deniedIn(String line) {
    String denial = " may not " + action + " on resource: ";
    int at = line.indexOf(denial);
    if (at < 0 || !line.contains("assumed-role/" + role + "/")) {
      return false;
    }
    String rest = line.substring(at + denial.length());
    int end = rest.indexOf(": ");
    return covers(end < 0 ? rest : rest.substring(0, end));
  }

  private boolean covers(String arn) {
    StringBuilder pattern = new StringBuilder();
    for (String part : resource.split("\\*", -1)) {
      pattern.append(pattern.isEmpty() ? "" : ".*").append(java.util.regex.Pattern.quote(part));
    }
    return arn.matches(pattern.toString());
  }

  @Override
  public String toString() {
    return role
        + " · "
        + action
        + " on "
        + resource.replaceFirst("^(arn:[^:]*:[^:]*):[^:]*:[^:]*:", "$1:…:");
  }

  private static List<String> texts(JsonNode oneOrMany) {
    return oneOrMany.isArray()
        ? oneOrMany.valueStream().map(JsonNode::asText).toList()
        : List.of(oneOrMany.asText());
  }
}
