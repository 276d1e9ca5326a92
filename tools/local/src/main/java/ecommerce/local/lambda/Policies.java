package ecommerce.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Account;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.*;

/** The functions' resource policies, statement by statement. Durable. */
final class Policies {

  private final Functions functions;
  private final Collection<JsonNode> statements;

  Policies(Functions functions, Store store) {
    this.functions = functions;
    this.statements = store.collection("lambda.statements", JsonNode.class);
  }

  AddPermissionResponse add(AddPermissionRequest request) {
    FunctionName function = function(request.functionName(), request.qualifier());
    if (function.qualifier().equals(Optional.of(FunctionName.LATEST))) {
      throw FunctionChecks.invalid("We currently do not support adding policies for $LATEST.");
    }
    JsonNode statement = statement(request, function);
    if (!statements.putIfAbsent(key(function, request.statementId()), statement)) {
      throw ResourceConflictException.builder()
          .message(
              "The statement id ("
                  + request.statementId()
                  + ") provided already exists. Please provide a new statement id, or remove the"
                  + " existing statement.")
          .statusCode(409)
          .build();
    }
    return AddPermissionResponse.builder().statement(statement.toString()).build();
  }

  private FunctionName function(String name, String qualifier) {
    FunctionName function = FunctionName.parse(name).qualified(qualifier);
    functions.require(function);
    return function;
  }

  private JsonNode statement(AddPermissionRequest request, FunctionName function) {
    ObjectNode statement = JsonNodeFactory.instance.objectNode();
    statement.put("Sid", request.statementId()).put("Effect", "Allow");
    statement.set("Principal", principal(request.principal()));
    statement.put("Action", request.action()).put("Resource", functions.arn(function));
    ObjectNode condition = JsonNodeFactory.instance.objectNode();
    if (request.sourceAccount() != null) {
      condition.putObject("StringEquals").put("AWS:SourceAccount", request.sourceAccount());
    }
    if (request.sourceArn() != null) {
      condition.putObject("ArnLike").put("AWS:SourceArn", request.sourceArn());
    }
    if (request.principalOrgID() != null
        || request.eventSourceToken() != null
        || request.functionUrlAuthType() != null) {
      throw FunctionChecks.invalid(
          "PrincipalOrgID, EventSourceToken and FunctionUrlAuthType are not supported by this"
              + " environment");
    }
    if (!condition.isEmpty()) {
      statement.set("Condition", condition);
    }
    return statement;
  }

  private JsonNode principal(String principal) {
    if (principal.equals("*")) {
      return JsonNodeFactory.instance.textNode("*");
    }
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (principal.contains(".amazonaws.com")) {
      return node.put("Service", principal);
    }
    String arn =
        principal.matches("\\d{12}")
            ? "arn:" + Account.PARTITION + ":iam::" + principal + ":root"
            : principal;
    return node.put("AWS", arn);
  }

  RemovePermissionResponse remove(RemovePermissionRequest request) {
    FunctionName function = function(request.functionName(), request.qualifier());
    if (statements.remove(key(function, request.statementId())).isEmpty()) {
      throw ResourceNotFoundException.builder()
          .message("Statement " + request.statementId() + " is not found in resource policy.")
          .statusCode(404)
          .build();
    }
    return RemovePermissionResponse.builder().build();
  }

  GetPolicyResponse get(GetPolicyRequest request) {
    FunctionName function = function(request.functionName(), request.qualifier());
    JsonNode policy =
        of(function)
            .orElseThrow(
                () ->
                    ResourceNotFoundException.builder()
                        .message("The resource you requested does not exist.")
                        .statusCode(404)
                        .build());
    return GetPolicyResponse.builder()
        .policy(policy.toString())
        .revisionId(functions.require(function).configuration().revisionId())
        .build();
  }

  /**
   * The policy document of a function, a version or an alias: each has its own, which says nothing
   * for the others. Empty where nothing was granted.
   */
  Optional<JsonNode> of(FunctionName function) {
    Map<String, JsonNode> granted = statements.startingWith(key(function, ""));
    if (granted.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode policy =
        JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17").put("Id", "default");
    policy.putArray("Statement").addAll(granted.values());
    return Optional.of(policy);
  }

  /** A function, a version or an alias is no more; with a function, all of them. */
  void removed(FunctionName function) {
    statements.startingWith(key(function, "")).keySet().forEach(statements::remove);
    if (function.qualifier().isEmpty()) {
      statements.startingWith(function.name() + ":").keySet().forEach(statements::remove);
    }
  }

  private static String key(FunctionName function, String statementId) {
    return function.name()
        + function.qualifier().map(qualifier -> ":" + qualifier).orElse("")
        + "/"
        + statementId;
  }
}
