package ecommerce.local.events;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.model.LimitExceededException;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetResponse;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResponse;

/** The operations on the targets of rules. */
final class TargetOperations {

  private static final int MOST = 5;

  private final Buses buses;
  private final Rules rules;
  private final TargetChecks checks;

  TargetOperations(Buses buses, Rules rules, TargetChecks checks) {
    this.buses = buses;
    this.rules = rules;
    this.checks = checks;
  }

  PutTargetsResponse put(PutTargetsRequest request) {
    String bus = buses.require(request.eventBusName()).name();
    request.targets().forEach(target -> checks.check(target, bus));
    rules.change(
        bus,
        request.rule(),
        rule -> {
          Map<String, RuleTarget> targets = new LinkedHashMap<>();
          rule.targets().forEach(target -> targets.put(target.id(), target));
          request.targets().forEach(target -> targets.put(target.id(), RuleTarget.of(target)));
          if (targets.size() > MOST) {
            throw LimitExceededException.builder()
                .message(
                    "The requested resource exceeds the maximum number allowed: "
                        + MOST
                        + " targets of a rule.")
                .statusCode(400)
                .build();
          }
          return rule.withTargets(List.copyOf(targets.values()));
        });
    return PutTargetsResponse.builder().failedEntryCount(0).failedEntries(List.of()).build();
  }

  RemoveTargetsResponse remove(RemoveTargetsRequest request) {
    String bus = buses.require(request.eventBusName()).name();
    rules.change(
        bus,
        request.rule(),
        rule -> {
          List<RuleTarget> left = new ArrayList<>(rule.targets());
          left.removeIf(target -> request.ids().contains(target.id()));
          return rule.withTargets(left);
        });
    return RemoveTargetsResponse.builder().failedEntryCount(0).failedEntries(List.of()).build();
  }

  ListTargetsByRuleResponse list(ListTargetsByRuleRequest request) {
    Rule rule = rules.require(buses.require(request.eventBusName()).name(), request.rule());
    Page<RuleTarget> page = Page.of(rule.targets(), request.nextToken(), request.limit());
    return ListTargetsByRuleResponse.builder()
        .targets(page.items().stream().map(RuleTarget::shown).toList())
        .nextToken(page.next())
        .build();
  }

  ListRuleNamesByTargetResponse rulesOf(ListRuleNamesByTargetRequest request) {
    List<String> names =
        rules.of(buses.require(request.eventBusName()).name()).stream()
            .filter(
                rule ->
                    rule.targets().stream()
                        .anyMatch(target -> target.arn().equals(request.targetArn())))
            .map(Rule::name)
            .toList();
    Page<String> page = Page.of(names, request.nextToken(), request.limit());
    return ListRuleNamesByTargetResponse.builder()
        .ruleNames(page.items())
        .nextToken(page.next())
        .build();
  }
}
