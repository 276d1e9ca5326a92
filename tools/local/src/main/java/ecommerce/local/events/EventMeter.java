package ecommerce.local.events;

import ecommerce.local.Metrics;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/**
 * The metrics that EventBridge publishes: of rules by their bus and name (by the name alone on the
 * default bus), of PutEvents without dimensions.
 */
record EventMeter(Metrics metrics) {

  private static final String NAMESPACE = "AWS/Events";

  void put(int entries, long bytes, int failed) {
    metrics.record(NAMESPACE, "PutEventsApproximateCallCount", Map.of(), 1, StandardUnit.COUNT);
    metrics.record(NAMESPACE, "PutEventsEntriesCount", Map.of(), entries, StandardUnit.COUNT);
    metrics.record(NAMESPACE, "PutEventsRequestSize", Map.of(), bytes, StandardUnit.BYTES);
    metrics.record(NAMESPACE, "PutEventsFailedEntriesCount", Map.of(), failed, StandardUnit.COUNT);
  }

  /** A rule that matched an event, or whose time has come, and goes to its targets. */
  void triggered(Rule rule) {
    Map<String, String> dimensions = of(rule.bus(), rule.name());
    if (rule.pattern().isPresent()) {
      metrics.record(NAMESPACE, "MatchedEvents", dimensions, 1, StandardUnit.COUNT);
    }
    metrics.record(NAMESPACE, "TriggeredRules", dimensions, 1, StandardUnit.COUNT);
  }

  void triggered(List<Rule> rules) {
    rules.forEach(this::triggered);
  }

  void invoked(Delivery delivery) {
    count("Invocations", delivery);
  }

  void retried(Delivery delivery) {
    count("RetryInvocationAttempts", delivery);
  }

  /** Given up: no further try follows. */
  void failed(Delivery delivery) {
    count("FailedInvocations", delivery);
  }

  void sentToDeadLetters(Delivery delivery, boolean taken) {
    count(taken ? "InvocationsSentToDlq" : "InvocationsFailedToBeSentToDlq", delivery);
  }

  private void count(String name, Delivery delivery) {
    String[] rule = delivery.ruleArn().split(":rule/", 2)[1].split("/", 2);
    Map<String, String> dimensions =
        rule.length == 1 ? of(Arns.DEFAULT_BUS, rule[0]) : of(rule[0], rule[1]);
    metrics.record(NAMESPACE, name, dimensions, 1, StandardUnit.COUNT);
  }

  private static Map<String, String> of(String bus, String rule) {
    return bus.equals(Arns.DEFAULT_BUS)
        ? Map.of("RuleName", rule)
        : Map.of("EventBusName", bus, "RuleName", rule);
  }
}
