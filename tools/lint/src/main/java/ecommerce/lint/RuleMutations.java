package ecommerce.lint;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a rule asks of the stack's GraphQL API is there, allowed, and fed by what events have. */
final class RuleMutations implements Check {

  @Override
  public String name() {
    return "mutations";
  }

  @Override
  public String explanation() {
    return "A rule whose target is the stack's GraphQL API runs a mutation that the schema allows,"
        + " on fields that take signatures (@aws_iam), with a role that may run exactly"
        + " those; and what its InputPathsMap takes is in the schema of every event that it asks"
        + " for. Else each event becomes a dead letter.";
  }

  /**
   * One target of a rule.
   *
   * @param place of the target in the template
   */
  private record Target(
      ServiceFolder service, StackResource rule, JsonNode json, String place, Findings findings) {

    void finds(String property, String message) {
      findings.add(rule.position(place + property), "the rule %s %s".formatted(rule.id(), message));
    }
  }

  @Override
  public void look(ServiceFolder service, Checkout checkout, Findings findings) {
    for (StackResource rule : service.stack().resources("AWS::Events::Rule")) {
      for (int i = 0; i < rule.at("Targets").size(); i++) {
        JsonNode target = rule.at("Targets").get(i);
        if (target.path("AppSyncParameters").has("GraphQLOperation")) {
          Target one = new Target(service, rule, target, "Targets[" + i + "].", findings);
          GraphqlSchema.of(service).ifPresent(schema -> mutation(schema, one));
          target
              .path("InputTransformer")
              .path("InputPathsMap")
              .properties()
              .forEach(path -> path(checkout, path, one));
        }
      }
    }
  }

  private static void mutation(GraphqlSchema schema, Target target) {
    String text = target.json().path("AppSyncParameters").path("GraphQLOperation").asText();
    String property = "AppSyncParameters.GraphQLOperation";
    List<String> problems = schema.problems(text);
    if (!problems.isEmpty()) {
      target.finds(property, "asks what the schema does not allow: " + String.join("; ", problems));
      return;
    }
    for (String field : fields(text)) {
      if (!schema.signed(field)) {
        target.finds(
            property, "runs %s, which takes no signature: give it @aws_iam".formatted(field));
      }
      if (!mayRun(target, field)) {
        target.finds(
            "RoleArn", "has no role that may appsync:GraphQL on types/Mutation/fields/" + field);
      }
    }
  }

  private static List<String> fields(String operation) {
    Document document = new Parser().parseDocument(operation);
    return document.getDefinitionsOfType(OperationDefinition.class).stream()
        .flatMap(one -> one.getSelectionSet().getSelectionsOfType(Field.class).stream())
        .map(Field::getName)
        .toList();
  }

  private static boolean mayRun(Target target, String field) {
    Stack stack = target.service().stack();
    Optional<StackResource> api = stack.named(target.json().path("Arn").asText());
    String role = Symbols.resource(target.json().path("RoleArn").asText()).orElse("");
    return api.isPresent()
        && Grant.of(stack).stream()
            .filter(grant -> grant.role().equals(role))
            .anyMatch(
                grant ->
                    grant.allows(
                        "appsync:GraphQL",
                        "<" + api.get().id() + ".Arn>/types/Mutation/fields/" + field));
  }

  private static void path(Checkout checkout, Map.Entry<String, JsonNode> variable, Target target) {
    String path = variable.getValue().asText();
    List<String> steps = List.of(path.replaceFirst("^\\$\\.?", "").split("\\."));
    for (EventPattern way : EventPattern.of(target.rule().at("EventPattern"))) {
      for (String source : way.sources()) {
        Optional<EventCatalogue> catalogue = checkout.emitter(source).flatMap(EventCatalogue::of);
        for (String type : way.types()) {
          catalogue
              .flatMap(events -> events.event(type))
              .filter(event -> catalogue.get().at(event.schema(), steps).isMissingNode())
              .ifPresent(
                  event ->
                      target.finds(
                          "InputTransformer.InputPathsMap." + variable.getKey(),
                          "takes %s, which no %s has".formatted(path, event.type())));
        }
      }
    }
  }
}
