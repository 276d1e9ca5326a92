package ecommerce.lint;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Resource policies say from where a service may come, and let in who has to. */
final class Permissions implements Check {

  @Override
  public String name() {
    return "permissions";
  }

  @Override
  public String explanation() {
    return "A permission for an AWS service (Lambda, queue or topic policy) names"
        + " the source that it acts for (aws:SourceArn), else anybody's rule or API may use"
        + " it; and whatever invokes a function of the stack has a permission for exactly"
        + " that alias.";
  }

  @Override
  public void look(ServiceFolder service, Checkout checkout, Findings findings) {
    Stack stack = service.stack();
    for (StackResource permission : stack.resources("AWS::Lambda::Permission")) {
      if (!permission.has("SourceArn")) {
        findings.add(
            permission.position(),
            "%s lets %s invoke a function for anybody: add the SourceArn of the rule, API or pool that it is for"
                .formatted(permission.id(), permission.text("Principal")));
      }
    }
    for (ResourceStatement statement : ResourceStatement.of(stack)) {
      boolean open = statement.anyone() || !statement.services().isEmpty();
      if (statement.allows() && open && statement.sources().isEmpty()) {
        findings.add(
            statement.place(),
            "%s takes from %s for anybody: add a Condition on aws:SourceArn"
                .formatted(
                    statement.policy().id(),
                    statement.anyone() ? "everyone" : String.join(", ", statement.services())));
      }
    }
    rules(stack, findings);
    triggers(stack, findings);
    apis(stack, findings);
  }

  private static void rules(Stack stack, Findings findings) {
    for (StackResource rule : stack.resources("AWS::Events::Rule")) {
      int i = 0;
      for (var target : rule.at("Targets")) {
        String place = "Targets[" + i++ + "].Arn";
        InvocationTarget.of(stack, target.path("Arn").asText())
            .filter(to -> !permitted(stack, to, "events.amazonaws.com"))
            .ifPresent(
                to ->
                    findings.add(
                        rule.position(place),
                        missing("the rule " + rule.id(), to, "events.amazonaws.com")));
      }
    }
  }

  private static void triggers(Stack stack, Findings findings) {
    for (StackResource pool : stack.resources("AWS::Cognito::UserPool")) {
      pool.at("LambdaConfig")
          .properties()
          .forEach(
              trigger ->
                  InvocationTarget.of(stack, trigger.getValue().asText())
                      .filter(to -> !permitted(stack, to, "cognito-idp.amazonaws.com"))
                      .ifPresent(
                          to ->
                              findings.add(
                                  pool.position("LambdaConfig." + trigger.getKey()),
                                  missing(pool.id(), to, "cognito-idp.amazonaws.com"))));
    }
  }

  private static void apis(Stack stack, Findings findings) {
    for (StackResource integration : stack.resources("AWS::ApiGatewayV2::Integration")) {
      InvocationTarget.of(stack, integration.text("IntegrationUri"))
          .filter(to -> !permitted(stack, to, "apigateway.amazonaws.com"))
          .ifPresent(
              to ->
                  findings.add(
                      integration.position("IntegrationUri"),
                      missing(integration.id(), to, "apigateway.amazonaws.com")));
    }
    for (StackResource api : stack.resources("AWS::ApiGateway::RestApi")) {
      for (OpenApiMethod method : OpenApiMethod.of(api)) {
        InvocationTarget.of(stack, method.integrationUri())
            .filter(to -> !permitted(stack, to, "apigateway.amazonaws.com"))
            .ifPresent(
                to ->
                    findings.add(
                        method.place("x-amazon-apigateway-integration"),
                        missing(method.toString(), to, "apigateway.amazonaws.com")));
      }
    }
  }

  private static String missing(String who, InvocationTarget target, String principal) {
    return "%s invokes %s, and no AWS::Lambda::Permission lets %s do so: every request would fail, every event would be a dead letter"
        .formatted(who, target, principal);
  }

  private static boolean permitted(Stack stack, InvocationTarget target, String principal) {
    return stack.resources("AWS::Lambda::Permission").stream()
        .filter(permission -> permission.text("Principal").equals(principal))
        .flatMap(permission -> invoked(stack, permission).stream())
        .anyMatch(target::same);
  }

  /** What a permission is for. */
  static Optional<InvocationTarget> invoked(Stack stack, StackResource permission) {
    return InvocationTarget.of(stack, permission.text("FunctionName"));
  }

  /** All permissions of a function, whatever the alias. */
  static List<StackResource> of(Stack stack, StackResource function) {
    Stream<StackResource> all = stack.resources("AWS::Lambda::Permission").stream();
    return all.filter(
            permission ->
                invoked(stack, permission)
                    .filter(target -> target.id().equals(function.id()))
                    .isPresent())
        .toList();
  }
}
