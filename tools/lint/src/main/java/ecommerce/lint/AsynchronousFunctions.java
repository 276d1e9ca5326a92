package ecommerce.lint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a function could not do with an event is retried within limits and then kept. */
final class AsynchronousFunctions implements Check {

  @Override
  public String name() {
    return "asynchronous";
  }

  @Override
  public String explanation() {
    return "A function that rules or topics invoke has, for the alias that they invoke, an"
        + " EventInvokeConfig with MaximumRetryAttempts, MaximumEventAgeInSeconds and an OnFailure"
        + " destination to which its role may send: else Lambda drops the event after two retries.";
  }

  @Override
  public void look(ServiceFolder service, Checkout checkout, Findings findings) {
    Stack stack = service.stack();
    targets(stack).values().forEach(target -> configured(stack, target, findings));
  }

  /** Each function or alias that is invoked asynchronously, once. */
  static Map<String, InvocationTarget> targets(Stack stack) {
    List<String> arns = new ArrayList<>();
    for (StackResource rule : stack.resources("AWS::Events::Rule")) {
      rule.at("Targets").forEach(target -> arns.add(target.path("Arn").asText()));
    }
    for (StackResource subscription : stack.resources("AWS::SNS::Subscription")) {
      arns.add(subscription.text("Endpoint"));
    }
    Map<String, InvocationTarget> targets = new LinkedHashMap<>();
    for (String arn : arns) {
      InvocationTarget.of(stack, arn).ifPresent(to -> targets.put(to.toString(), to));
    }
    return targets;
  }

  private static void configured(Stack stack, InvocationTarget target, Findings findings) {
    Optional<StackResource> found =
        stack.resources("AWS::Lambda::EventInvokeConfig").stream()
            .filter(
                config ->
                    stack
                            .function(config.text("FunctionName"))
                            .filter(function -> function.id().equals(target.id()))
                            .isPresent()
                        && qualifier(stack, config).equals(target.qualifier()))
            .findFirst();
    if (found.isEmpty()) {
      findings.add(
          target.function().position(),
          "%s is invoked asynchronously but has no EventInvokeConfig: set its retries, its oldest event and an OnFailure destination; else events that it fails on are lost"
              .formatted(target));
      return;
    }
    StackResource config = found.get();
    for (String limit : new String[] {"MaximumRetryAttempts", "MaximumEventAgeInSeconds"}) {
      if (!config.has(limit)) {
        findings.add(
            config.position(),
            "the EventInvokeConfig of %s has no %s: the default is nobody's choice"
                .formatted(target, limit));
      }
    }
    String destination = config.text("DestinationConfig", "OnFailure", "Destination");
    if (destination.isEmpty()) {
      findings.add(
          config.position("DestinationConfig"),
          "the EventInvokeConfig of %s has no OnFailure destination: after its retries the event would be lost"
              .formatted(target));
    } else {
      Destinations.maySend(
          stack, target.function(), destination, config.position("DestinationConfig"), findings);
    }
  }

  private static String qualifier(Stack stack, StackResource config) {
    String text = config.text("Qualifier");
    return stack
        .named(text)
        .filter(alias -> alias.is("AWS::Lambda::Alias"))
        .map(alias -> alias.text("Name"))
        .orElse(text.equals("$LATEST") ? "" : text);
  }
}
