package ecommerce.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whatever a service has that can fail, somebody is told of it. */
final class Monitoring implements Check {

  private static final String PLATFORM = "platform";
  private static final String SERVICE = "shared/monitoring/service.yaml";
  private static final String RULES = "shared/monitoring/rules.yaml";

  @Override
  public String name() {
    return "monitoring";
  }

  @Override
  public String explanation() {
    return "Each function, stream, API, table, dead-letter queue and rule of a service that builds"
        + " on platform is handed over to the nested templates in shared/monitoring, which have"
        + " its alarms; SlowAfter of a function is between half and 95 % of its timeout: else it"
        + " fails and nobody hears of it.";
  }

  @Override
  public void look(ServiceFolder service, Checkout checkout, Findings findings) {
    if (!watched(service)) {
      return;
    }
    List<NestedStack> nested = NestedStack.of(service);
    List<NestedStack> monitoring = nested.stream().filter(one -> one.is(SERVICE)).toList();
    Stack stack = service.stack();
    for (StackResource function : stack.functions()) {
      String handed = refer(function);
      wanted(function, handed, "Function", SERVICE, monitoring, findings);
      monitoring.forEach(one -> slow(function, handed, one, findings));
    }
    for (StackResource mapping : stack.resources("AWS::Lambda::EventSourceMapping")) {
      stack
          .function(mapping.text("FunctionName"))
          .filter(function -> mapping.has("StartingPosition"))
          .ifPresent(
              function ->
                  wanted(mapping, refer(function), "Stream", SERVICE, monitoring, findings));
    }
    for (StackResource api : stack.resources("AWS::ApiGateway::RestApi")) {
      wanted(api, restName(api), "ApiName", SERVICE, monitoring, findings);
    }
    for (StackResource api : stack.resources("AWS::ApiGatewayV2::Api")) {
      wanted(api, refer(api), "SocketApiId", SERVICE, monitoring, findings);
    }
    for (StackResource api : stack.resources("AWS::AppSync::GraphQLApi")) {
      wanted(api, attribute(api, "ApiId"), "GraphQLApiId", SERVICE, monitoring, findings);
    }
    for (StackResource table : stack.resources("AWS::DynamoDB::Table")) {
      wanted(table, refer(table), "Table", SERVICE, monitoring, findings);
    }
    for (StackResource queue : stack.resources("AWS::SQS::Queue")) {
      if (!queue.has("RedrivePolicy")) {
        wanted(queue, attribute(queue, "QueueName"), "DeadLetters", SERVICE, monitoring, findings);
      }
    }
    List<NestedStack> rules = nested.stream().filter(one -> one.is(RULES)).toList();
    for (StackResource rule : stack.resources("AWS::Events::Rule")) {
      String parameter = rule.has("ScheduleExpression") ? "Schedule" : "Rule";
      wanted(rule, attribute(rule, "Arn"), parameter, RULES, rules, findings);
    }
  }

  /** A service that does not build on platform cannot know whom to tell. */
  static boolean watched(ServiceFolder service) {
    return service.name().equals(PLATFORM) || service.service().dependencies().contains(PLATFORM);
  }

  private static void wanted(
      StackResource resource,
      String handed,
      String parameter,
      String template,
      List<NestedStack> nested,
      Findings findings) {
    Stream<String> given = nested.stream().flatMap(one -> one.given(parameter).values().stream());
    Set<String> all = given.collect(Collectors.toSet());
    if (!all.contains(handed)) {
      findings.add(
          resource.position(),
          "%s has no alarm: hand %s over to %s, as %s"
              .formatted(resource.id(), handed, template, parameter));
    }
  }

  private static void slow(
      StackResource function, String handed, NestedStack nested, Findings findings) {
    double timeout = 1000 * function.at("Timeout").asDouble(3);
    nested
        .given("Function")
        .forEach(
            (parameter, given) -> {
              String limit = parameter.replace("Function", "SlowAfter");
              Optional<String> value = nested.value(limit);
              if (given.equals(handed)
                  && value.isPresent()
                  && !within(Double.parseDouble(value.get()) / timeout)) {
                findings.add(
                    nested.resource().position("Parameters." + limit),
                    "%s is %s ms, the timeout of %s %.0f: four fifths of it, so that the alarm comes before the timeout and not all the time"
                        .formatted(limit, value.get(), function.id(), timeout));
              }
            });
  }

  private static boolean within(double share) {
    return share >= 0.5 && share <= 0.95;
  }

  private static String restName(StackResource api) {
    JsonNode name = api.at("Name");
    return name.isMissingNode()
        ? api.at("Body").path("info").path("title").asText()
        : name.asText();
  }

  private static String refer(StackResource resource) {
    return new Symbols().ref(resource.id());
  }

  private static String attribute(StackResource resource, String name) {
    return new Symbols().attribute(resource.id(), name).asText();
  }
}
