package ecommerce.local.events;

import ecommerce.local.wire.Access;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Protocol;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRulesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.TagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternRequest;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.UpdateEventBusRequest;

/** EventBridge's operations on the wire, and what each needs. */
record EventsApi(
    Arns arns,
    Buses buses,
    RuleOperations rules,
    TargetOperations targets,
    Tagging tags,
    PutEvents events)
    implements AwsService {

  @Override
  public Protocol protocol() {
    return new Protocol.AwsJson("events", "AWSEvents", "1.1");
  }

  @Override
  public void declare(Operations operations) {
    busOperations(operations);
    ruleOperations(operations);
    targetOperations(operations);
    eventOperations(operations);
    tagOperations(operations);
  }

  private void busOperations(Operations operations) {
    operations.on(
        CreateEventBusRequest::builder,
        Access.to("events:CreateEventBus", r -> arns.bus(r.name())),
        (c, r) -> buses.create(r));
    operations.on(
        UpdateEventBusRequest::builder,
        Access.to("events:UpdateEventBus", r -> arns.bus(r.name())),
        (c, r) -> buses.update(r));
    operations.on(
        DeleteEventBusRequest::builder,
        Access.to("events:DeleteEventBus", r -> arns.bus(r.name())),
        (c, r) -> buses.delete(r));
    operations.on(
        DescribeEventBusRequest::builder,
        Access.to("events:DescribeEventBus", r -> arns.bus(r.name())),
        (c, r) -> buses.describe(r));
    operations.on(
        ListEventBusesRequest::builder,
        Access.to("events:ListEventBuses"),
        (c, r) -> buses.list(r));
  }

  private void ruleOperations(Operations operations) {
    operations.on(
        PutRuleRequest::builder,
        Access.to("events:PutRule", r -> arns.rule(r.eventBusName(), r.name())),
        (c, r) -> rules.put(r));
    operations.on(
        DeleteRuleRequest::builder,
        Access.to("events:DeleteRule", r -> arns.rule(r.eventBusName(), r.name())),
        (c, r) -> rules.delete(r));
    operations.on(
        DescribeRuleRequest::builder,
        Access.to("events:DescribeRule", r -> arns.rule(r.eventBusName(), r.name())),
        (c, r) -> rules.describe(r));
    operations.on(
        EnableRuleRequest::builder,
        Access.to("events:EnableRule", r -> arns.rule(r.eventBusName(), r.name())),
        (c, r) -> rules.enable(r));
    operations.on(
        DisableRuleRequest::builder,
        Access.to("events:DisableRule", r -> arns.rule(r.eventBusName(), r.name())),
        (c, r) -> rules.disable(r));
    operations.on(
        ListRulesRequest::builder, Access.to("events:ListRules"), (c, r) -> rules.list(r));
  }

  private void targetOperations(Operations operations) {
    operations.on(
        PutTargetsRequest::builder,
        Access.to("events:PutTargets", r -> arns.rule(r.eventBusName(), r.rule())),
        (c, r) -> targets.put(r));
    operations.on(
        RemoveTargetsRequest::builder,
        Access.to("events:RemoveTargets", r -> arns.rule(r.eventBusName(), r.rule())),
        (c, r) -> targets.remove(r));
    operations.on(
        ListTargetsByRuleRequest::builder,
        Access.to("events:ListTargetsByRule", r -> arns.rule(r.eventBusName(), r.rule())),
        (c, r) -> targets.list(r));
    operations.on(
        ListRuleNamesByTargetRequest::builder,
        Access.to("events:ListRuleNamesByTarget"),
        (c, r) -> targets.rulesOf(r));
  }

  private void eventOperations(Operations operations) {
    operations.on(PutEventsRequest::builder, events::access, (c, r) -> events.put(r));
    operations.on(
        TestEventPatternRequest::builder,
        Access.to("events:TestEventPattern"),
        (c, r) -> EventPattern.test(r));
  }

  private void tagOperations(Operations operations) {
    operations.on(
        TagResourceRequest::builder,
        Access.to("events:TagResource", r -> r.resourceARN()),
        (c, r) -> tags.tag(r));
    operations.on(
        UntagResourceRequest::builder,
        Access.to("events:UntagResource", r -> r.resourceARN()),
        (c, r) -> tags.untag(r));
    operations.on(
        ListTagsForResourceRequest::builder,
        Access.to("events:ListTagsForResource", r -> r.resourceARN()),
        (c, r) -> tags.list(r));
  }
}
