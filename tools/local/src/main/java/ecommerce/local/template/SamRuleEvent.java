package ecommerce.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Events {@code EventBridgeRule}, {@code CloudWatchEvent} and {@code Schedule}: a rule, the
 * permission, and a queue where one is asked.
 */
final class SamRuleEvent {

  private static final Set<String> OF_RULES =
      Set.of(
          "EventBusName",
          "RuleName",
          "Pattern",
          "DeadLetterConfig",
          "RetryPolicy",
          "Input",
          "InputPath",
          "Target",
          "Enabled",
          "State",
          "InputTransformer");
  private static final Set<String> OF_SCHEDULES =
      Set.of(
          "Schedule",
          "Input",
          "Enabled",
          "State",
          "Name",
          "Description",
          "DeadLetterConfig",
          "RetryPolicy");
  private static final String TARGET = "LambdaTarget";
  private static final int LONGEST_TARGET = 64;

  private final SamResource function;
  private final GeneratedResource lambda;
  private final SamResource event;
  private final List<GeneratedResource> made = new ArrayList<>();

  SamRuleEvent(SamResource function, GeneratedResource lambda, SamResource event) {
    this.function = function;
    this.lambda = lambda;
    this.event = event.allowing(event.type().equals("Schedule") ? OF_SCHEDULES : OF_RULES);
  }

  List<GeneratedResource> resources() {
    GeneratedResource rule =
        GeneratedResource.beside(
            function, event.logicalId(), "AWS::Events::Rule", event.position());
    made.add(rule);
    if (event.type().equals("Schedule")) {
      rule.property("ScheduleExpression", event.required("Schedule"))
          .copy(event, "Description", "Name");
    } else {
      rule.copy(event, "EventBusName")
          .property("EventPattern", event.property("Pattern"))
          .property("Name", event.property("RuleName"));
    }
    state().ifPresent(state -> rule.property("State", state));
    rule.property("Targets", rule.make().list(target(rule)));
    made.add(SamPermission.of(function, lambda, event, "events.amazonaws.com", rule.arn(), ""));
    return made;
  }

  private Optional<Node> state() {
    Optional<Node> enabled = event.property("Enabled");
    if (enabled.isPresent() && event.property("State").isPresent()) {
      throw event.wrong("State", "cannot be there together with Enabled");
    }
    if (enabled.isPresent()
        && !(enabled.get() instanceof Node.Scalar scalar && scalar.json().isBoolean())) {
      throw event.wrong("Enabled", "is not true or false");
    }
    return enabled
        .map(
            value ->
                Nodes.at(value.position())
                    .text(value.json().booleanValue() ? "ENABLED" : "DISABLED"))
        .or(() -> event.property("State"));
  }

  private Node target(GeneratedResource rule) {
    SequencedMap<String, Node> target = new LinkedHashMap<>();
    target.put("Arn", lambda.arn().at(event.position()));
    target.put(
        "Id",
        event
            .mapping("Target")
            .flatMap(map -> map.get("Id"))
            .orElseGet(() -> rule.make().text(targetId())));
    copy(target, "Input", "InputPath");
    event
        .mapping("DeadLetterConfig")
        .ifPresent(
            config ->
                target.put(
                    "DeadLetterConfig",
                    Nodes.at(config.position()).map("Arn", deadLetters(rule, config))));
    copy(target, "RetryPolicy", "InputTransformer");
    return new Node.Mapping(event.position(), target);
  }

  private void copy(SequencedMap<String, Node> target, String... names) {
    for (String name : names) {
      event.property(name).ifPresent(value -> target.put(name, value));
    }
  }

  private String targetId() {
    String id = event.logicalId();
    return id.substring(0, Math.min(id.length(), LONGEST_TARGET - TARGET.length())) + TARGET;
  }

  private Node deadLetters(GeneratedResource rule, Node.Mapping config) {
    boolean arn = config.get("Arn").isPresent();
    boolean type = config.get("Type").isPresent();
    if (arn == type) {
      throw event.wrong("DeadLetterConfig", "needs either Arn or Type");
    }
    if (arn) {
      return config.get("Arn").get();
    }
    if (!config.get("Type").flatMap(Node::text).equals(Optional.of("SQS"))) {
      throw event.wrong("DeadLetterConfig", "must be of Type SQS");
    }
    String queueId =
        config
            .get("QueueLogicalId")
            .map(
                id ->
                    Node.text(id)
                        .orElseThrow(
                            () ->
                                new TemplateException(
                                    id.position(), "QueueLogicalId is not a string")))
            .orElse(event.logicalId() + "Queue");
    GeneratedResource queue =
        GeneratedResource.beside(function, queueId, "AWS::SQS::Queue", config.position());
    GeneratedResource policy =
        GeneratedResource.beside(
            function,
            event.logicalId() + "QueuePolicy",
            "AWS::SQS::QueuePolicy",
            config.position());
    Nodes make = queue.make();
    Node statement =
        make.object(
            "Action",
            "sqs:SendMessage",
            "Effect",
            "Allow",
            "Principal",
            make.object("Service", "events.amazonaws.com"),
            "Resource",
            queue.arn(),
            "Condition",
            make.map("ArnEquals", make.map("aws:SourceArn", rule.arn())));
    policy.property(
        "PolicyDocument", make.object("Version", "2012-10-17", "Statement", make.list(statement)));
    policy.property("Queues", make.list(queue.ref()));
    made.add(queue);
    made.add(policy);
    return queue.arn();
  }
}
