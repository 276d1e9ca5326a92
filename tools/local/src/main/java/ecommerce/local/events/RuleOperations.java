package ecommerce.local.events;

import ecommerce.local.wire.Fault;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.ListRulesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleResponse;

/** The operations on rules. */
final class RuleOperations {

  private static final Pattern NAME = Pattern.compile("[.\\-_A-Za-z0-9]{1,64}");
  private static final List<String> STATES = List.of("ENABLED", "DISABLED");

  private final Arns arns;
  private final Buses buses;
  private final Rules rules;

  RuleOperations(Arns arns, Buses buses, Rules rules) {
    this.arns = arns;
    this.buses = buses;
    this.rules = rules;
  }

  PutRuleResponse put(PutRuleRequest request) {
    if (!NAME.matcher(request.name()).matches()) {
      throw Fault.validation(
          "1 validation error detected: Value '"
              + request.name()
              + "' at 'name' failed to satisfy constraint: "
              + "Member must satisfy regular expression pattern: "
              + NAME);
    }
    String bus = buses.require(request.eventBusName()).name();
    String state = request.stateAsString() == null ? "ENABLED" : request.stateAsString();
    if (!STATES.contains(state)) {
      throw Fault.validation(
          "1 validation error detected: Value '"
              + state
              + "' at 'state' failed to satisfy constraint: "
              + "Member must satisfy enum value set: "
              + STATES);
    }
    if (request.roleArn() != null) {
      throw Fault.validation(
          "Parameter RoleArn of a rule is not offered by this environment; give it to the target.");
    }
    Optional<String> pattern =
        Optional.ofNullable(request.eventPattern()).filter(text -> !text.isEmpty());
    Optional<String> schedule =
        Optional.ofNullable(request.scheduleExpression()).filter(text -> !text.isEmpty());
    if (pattern.isEmpty() && schedule.isEmpty()) {
      throw Fault.validation("Parameter(s) EventPattern or ScheduleExpression must be specified.");
    }
    pattern.ifPresent(EventPattern::check);
    schedule.ifPresent(expression -> checkSchedule(expression, bus));
    synchronized (rules) {
      Optional<Rule> present = rules.find(bus, request.name());
      rules.put(
          new Rule(
              bus,
              request.name(),
              Optional.ofNullable(request.description()),
              pattern,
              schedule,
              state,
              present.map(Rule::tags).orElseGet(() -> Tagging.map(request.tags())),
              present.map(Rule::targets).orElse(List.of())));
    }
    return PutRuleResponse.builder().ruleArn(arns.rule(bus, request.name())).build();
  }

  private static void checkSchedule(String expression, String bus) {
    if (!bus.equals(Arns.DEFAULT_BUS)) {
      throw Fault.validation("ScheduleExpression is supported only on the default event bus.");
    }
    Schedule.parse(expression);
  }

  DeleteRuleResponse delete(DeleteRuleRequest request) {
    String bus = buses.require(request.eventBusName()).name();
    synchronized (rules) {
      rules
          .find(bus, request.name())
          .ifPresent(
              rule -> {
                if (!rule.targets().isEmpty()) {
                  throw Fault.validation("Rule can't be deleted since it has targets.");
                }
                rules.remove(bus, request.name());
              });
    }
    return DeleteRuleResponse.builder().build();
  }

  DescribeRuleResponse describe(DescribeRuleRequest request) {
    Rule rule = rules.require(buses.require(request.eventBusName()).name(), request.name());
    return DescribeRuleResponse.builder()
        .name(rule.name())
        .arn(arns.rule(rule.bus(), rule.name()))
        .eventBusName(rule.bus())
        .description(rule.description().orElse(null))
        .eventPattern(rule.pattern().orElse(null))
        .scheduleExpression(rule.schedule().orElse(null))
        .state(rule.state())
        .createdBy(arns.account().id())
        .build();
  }

  ListRulesResponse list(ListRulesRequest request) {
    String prefix = request.namePrefix() == null ? "" : request.namePrefix();
    List<Rule> all =
        rules.of(buses.require(request.eventBusName()).name()).stream()
            .filter(rule -> rule.name().startsWith(prefix))
            .toList();
    Page<Rule> page = Page.of(all, request.nextToken(), request.limit());
    return ListRulesResponse.builder()
        .rules(page.items().stream().map(this::shown).toList())
        .nextToken(page.next())
        .build();
  }

  private software.amazon.awssdk.services.eventbridge.model.Rule shown(Rule rule) {
    return software.amazon.awssdk.services.eventbridge.model.Rule.builder()
        .name(rule.name())
        .arn(arns.rule(rule.bus(), rule.name()))
        .eventBusName(rule.bus())
        .description(rule.description().orElse(null))
        .eventPattern(rule.pattern().orElse(null))
        .scheduleExpression(rule.schedule().orElse(null))
        .state(rule.state())
        .build();
  }

  EnableRuleResponse enable(EnableRuleRequest request) {
    rules.change(
        buses.require(request.eventBusName()).name(),
        request.name(),
        rule -> rule.withState("ENABLED"));
    return EnableRuleResponse.builder().build();
  }

  DisableRuleResponse disable(DisableRuleRequest request) {
    rules.change(
        buses.require(request.eventBusName()).name(),
        request.name(),
        rule -> rule.withState("DISABLED"));
    return DisableRuleResponse.builder().build();
  }
}
