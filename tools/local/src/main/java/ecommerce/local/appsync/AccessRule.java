package ecommerce.local.appsync;

import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLDirectiveContainer;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may use a field, by AppSync's rules: the authorisation directives of the field, else those of
 * its type, else the API's default mode.
 *
 * @param groups by mode, the groups of which a user must be in one; none for anybody who comes by
 *     that mode
 */
record AccessRule(Map<String, Set<String>> groups) {

  private static final Map<String, String> MODES =
      Map.of(
          "aws_api_key", "API_KEY",
          "aws_iam", "AWS_IAM",
          "aws_cognito_user_pools", "AMAZON_COGNITO_USER_POOLS",
          "aws_auth", "AMAZON_COGNITO_USER_POOLS");

  static AccessRule of(GraphQLObjectType type, GraphQLFieldDefinition field, AccessRule standard) {
    return declared(field).or(() -> declared(type)).orElse(standard);
  }

  /** What the default mode allows where a schema says nothing. */
  static AccessRule standard(String mode, boolean denied) {
    return new AccessRule(denied ? Map.of() : Map.of(mode, Set.of()));
  }

  private static Optional<AccessRule> declared(GraphQLDirectiveContainer container) {
    Map<String, Set<String>> groups = new java.util.HashMap<>();
    for (GraphQLAppliedDirective directive : container.getAppliedDirectives()) {
      String mode = MODES.get(directive.getName());
      if (mode != null) {
        groups.put(mode, groups(directive));
      }
    }
    return groups.isEmpty() ? Optional.empty() : Optional.of(new AccessRule(groups));
  }

  private static Set<String> groups(GraphQLAppliedDirective directive) {
    if (directive.getArgument("cognito_groups") == null) {
      return Set.of();
    }
    List<String> named = directive.getArgument("cognito_groups").getValue();
    return named == null ? Set.of() : new HashSet<>(named);
  }

  boolean allows(Caller caller) {
    Set<String> needed = groups.get(caller.mode());
    return needed != null
        && (needed.isEmpty()
            || caller instanceof Caller.User user
                && user.groups().stream().anyMatch(needed::contains));
  }
}
