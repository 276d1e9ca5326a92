package ecommerce.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What EventBridge cannot deliver is retried within limits and then kept. */
final class RuleTargets implements Check {

  @Override
  public String name() {
    return "rules";
  }

  @Override
  public String explanation() {
    return "Every target of a rule has a RetryPolicy with MaximumRetryAttempts and"
        + " MaximumEventAgeInSeconds, and a DeadLetterConfig with a queue of the stack whose policy"
        + " lets events.amazonaws.com send from this rule: without it EventBridge tries for a day"
        + " and then drops the event, and says nothing when the queue refuses it.";
  }

  @Override
  public void look(ServiceFolder service, Checkout checkout, Findings findings) {
    for (StackResource rule : service.stack().resources("AWS::Events::Rule")) {
      for (int i = 0; i < rule.at("Targets").size(); i++) {
        target(service.stack(), rule, rule.at("Targets").get(i), "Targets[" + i + "]", findings);
      }
    }
  }

  private static void target(
      Stack stack, StackResource rule, JsonNode target, String path, Findings findings) {
    for (String limit : new String[] {"MaximumRetryAttempts", "MaximumEventAgeInSeconds"}) {
      if (!target.path("RetryPolicy").has(limit)) {
        findings.add(
            rule.position(path + ".RetryPolicy"),
            "the target of the rule %s has no %s: set it in RetryPolicy; else EventBridge tries 185 times in 24 hours"
                .formatted(rule.id(), limit));
      }
    }
    String arn = target.path("DeadLetterConfig").path("Arn").asText();
    Optional<StackResource> queue = stack.named(arn).filter(found -> found.is("AWS::SQS::Queue"));
    if (queue.isEmpty()) {
      findings.add(
          rule.position(path + ".DeadLetterConfig"),
          "the target of the rule %s has no dead-letter queue of this stack: set DeadLetterConfig: {Arn: !GetAtt DeadLetters.Arn}; else an event that cannot be delivered is lost"
              .formatted(rule.id()));
    } else if (ResourceStatement.of(stack).stream()
        .noneMatch(statement -> statement.accepts(rule, queue.get()))) {
      findings.add(
          rule.position(path + ".DeadLetterConfig"),
          "the queue %s does not take what the rule %s cannot deliver: let an AWS::SQS::QueuePolicy allow sqs:SendMessage to events.amazonaws.com with aws:SourceArn !GetAtt %s.Arn"
              .formatted(queue.get().id(), rule.id(), rule.id()));
    }
  }
}
