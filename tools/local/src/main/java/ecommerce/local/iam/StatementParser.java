package ecommerce.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads one statement.
 *
 * @param variables whether the policy's version has policy variables
 */
record StatementParser(PolicyKind kind, boolean variables) {

  private static final Set<String> ELEMENTS =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");
  private static final Pattern ACTION = Pattern.compile("\\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+");

  Statement parse(JsonNode statement, int place) {
    if (!statement.isObject()) {
      throw new MalformedPolicy("Syntax errors in policy: a Statement must be an object.");
    }
    Elements.known(statement, ELEMENTS);
    String sid = statement.path("Sid").asText("");
    return new Statement(
        sid.isEmpty() ? "#" + place : sid,
        allow(statement.path("Effect").asText("")),
        principals(statement),
        actions(statement),
        resources(statement),
        conditions(statement.path("Condition")));
  }

  private static boolean allow(String effect) {
    return switch (effect) {
      case "Allow" -> true;
      case "Deny" -> false;
      default ->
          throw new MalformedPolicy("Invalid effect: " + effect + ". It must be Allow or Deny.");
    };
  }

  private Optional<Principals> principals(JsonNode statement) {
    Optional<String> element = Elements.either(statement, "Principal", "NotPrincipal");
    if (kind == PolicyKind.IDENTITY && element.isPresent()) {
      throw new MalformedPolicy("Policy document should not specify a principal.");
    }
    if (kind != PolicyKind.IDENTITY && element.isEmpty()) {
      throw new MalformedPolicy("Missing required field Principal.");
    }
    return element.map(
        name -> PrincipalParser.parse(statement.get(name), name.equals("NotPrincipal")));
  }

  private Patterns actions(JsonNode statement) {
    String name =
        Elements.either(statement, "Action", "NotAction")
            .orElseThrow(() -> new MalformedPolicy("Policy statement must contain actions."));
    List<String> actions = Elements.strings(name, statement.get(name));
    if (actions.isEmpty()) {
      throw new MalformedPolicy("Policy statement must contain actions.");
    }
    for (String action : actions) {
      if (!ACTION.matcher(action).matches()) {
        throw new MalformedPolicy(
            action.contains(":")
                ? "The action \"" + action + "\" is not valid."
                : "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc. \""
                    + action
                    + "\" is not.");
      }
    }
    return new Patterns(
        actions.stream()
            .map(action -> PolicyText.of(Patterns.folded(action), true, false))
            .toList(),
        name.equals("NotAction"));
  }

  private Patterns resources(JsonNode statement) {
    Optional<String> element = Elements.either(statement, "Resource", "NotResource");
    if (kind == PolicyKind.TRUST) {
      if (element.isPresent()) {
        throw new MalformedPolicy("Has prohibited field " + element.get() + ".");
      }
      return Patterns.ANYTHING;
    }
    String name =
        element.orElseThrow(() -> new MalformedPolicy("Policy statement must contain resources."));
    List<String> resources = Elements.strings(name, statement.get(name));
    if (resources.isEmpty()) {
      throw new MalformedPolicy("Policy statement must contain resources.");
    }
    for (String resource : resources) {
      if (!resource.startsWith("arn:") && !resource.startsWith("*") && !resource.startsWith("${")) {
        throw new MalformedPolicy("Resource " + resource + " must be in ARN format or \"*\".");
      }
    }
    return new Patterns(
        resources.stream().map(resource -> PolicyText.of(resource, true, variables)).toList(),
        name.equals("NotResource"));
  }

  private List<Condition> conditions(JsonNode element) {
    if (!element.isMissingNode() && !element.isObject()) {
      throw new MalformedPolicy("Syntax errors in policy: Condition must be an object.");
    }
    List<Condition> conditions = new ArrayList<>();
    element
        .properties()
        .forEach(
            operator -> {
              if (!operator.getValue().isObject()) {
                throw new MalformedPolicy(
                    "Syntax errors in policy: " + operator.getKey() + " must be an object.");
              }
              operator
                  .getValue()
                  .properties()
                  .forEach(
                      key ->
                          conditions.add(
                              Condition.of(
                                  operator.getKey(),
                                  key.getKey(),
                                  Elements.strings(key.getKey(), key.getValue()),
                                  variables)));
            });
    return conditions;
  }
}
