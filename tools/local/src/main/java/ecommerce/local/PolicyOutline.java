package ecommerce.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What a policy that hangs on a resource must have at least; who decides by it reads the rest. */
public final class PolicyOutline {

  private PolicyOutline() {}

  /** Why the document can be no policy; empty where it can. */
  public static Optional<String> problem(JsonNode policy) {
    JsonNode statements = policy.path("Statement");
    if (statements.isEmpty()) {
      return Optional.of("it has no statement");
    }
    boolean complete =
        statements.isObject()
            ? isComplete(statements)
            : statements.valueStream().allMatch(PolicyOutline::isComplete);
    return complete
        ? Optional.empty()
        : Optional.of("a statement has an Effect, a Principal, an Action and a Resource");
  }

  private static boolean isComplete(JsonNode statement) {
    String effect = statement.path("Effect").asText();
    return (effect.equals("Allow") || effect.equals("Deny"))
        && (statement.has("Principal") || statement.has("NotPrincipal"))
        && (statement.has("Action") || statement.has("NotAction"))
        && (statement.has("Resource") || statement.has("NotResource"));
  }
}
