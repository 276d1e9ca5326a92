package ecommerce.lint;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.template.Position;
import java.util.ArrayList;
import java.util.List;

/**
 * A statement of a policy that is attached to a role of the stack.
 *
 * @param role logical id of the role
 * @param place of the statement
 */
record Grant(
    String role, boolean allows, List<String> actions, List<String> resources, Position place) {

  /** All grants of a stack, in the order of its resources. */
  static List<Grant> of(Stack stack) {
    List<Grant> grants = new ArrayList<>();
    for (StackResource resource : stack.resources()) {
      if (resource.is("AWS::IAM::Role")) {
        for (int i = 0; i < resource.at("Policies").size(); i++) {
          add(
              resource.id(),
              resource,
              resource.at("Policies").get(i).path("PolicyDocument"),
              "Policies[" + i + "].PolicyDocument",
              grants);
        }
      } else if (resource.is("AWS::IAM::Policy") || resource.is("AWS::IAM::ManagedPolicy")) {
        for (String role : StackResource.texts(resource.at("Roles"))) {
          add(
              Symbols.resource(role).orElse(role),
              resource,
              resource.at("PolicyDocument"),
              "PolicyDocument",
              grants);
        }
      }
    }
    return grants;
  }

  private static void add(
      String role, StackResource holder, JsonNode document, String path, List<Grant> grants) {
    List<JsonNode> statements = StackResource.list(document.path("Statement"));
    for (int i = 0; i < statements.size(); i++) {
      JsonNode statement = statements.get(i);
      grants.add(
          new Grant(
              role,
              statement.path("Effect").asText().equals("Allow"),
              StackResource.texts(statement.path("Action")),
              StackResource.texts(statement.path("Resource")),
              holder.position(
                  path
                      + ".Statement"
                      + (document.path("Statement").isArray() ? "[" + i + "]" : ""))));
    }
  }

  /** Whether it allows the action on the resource. */
  boolean allows(String action, String resource) {
    return allows
        && actions.stream().anyMatch(pattern -> Glob.matches(pattern, action))
        && resources.stream().anyMatch(pattern -> Glob.matches(pattern, resource));
  }

  /** Whether the role of a function may do this. */
  static boolean mayDo(Stack stack, StackResource function, String action, String resource) {
    String role = Symbols.resource(function.text("Role")).orElse("");
    return of(stack).stream()
        .anyMatch(grant -> grant.role().equals(role) && grant.allows(action, resource));
  }
}
