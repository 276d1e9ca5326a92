package ecommerce.local.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.ResourceAlreadyExistsException;

/** {@code AWS::Events::Rule}. */
final class RuleType implements ResourceType {

  private final Arns arns;
  private final Buses buses;
  private final Rules rules;
  private final RuleOperations operations;
  private final TargetOperations targets;
  private final TargetChecks checks;

  RuleType(
      Arns arns,
      Buses buses,
      Rules rules,
      RuleOperations operations,
      TargetOperations targets,
      TargetChecks checks) {
    this.arns = arns;
    this.buses = buses;
    this.rules = rules;
    this.operations = operations;
    this.targets = targets;
    this.checks = checks;
  }

  @Override
  public String name() {
    return "AWS::Events::Rule";
  }

  @Override
  public Set<String> properties() {
    return Set.of(
        "Name",
        "Description",
        "EventBusName",
        "EventPattern.**",
        "ScheduleExpression",
        "State",
        "Tags.**",
        "Targets[].Id",
        "Targets[].Arn",
        "Targets[].RoleArn",
        "Targets[].Input",
        "Targets[].InputPath",
        "Targets[].InputTransformer.**",
        "Targets[].AppSyncParameters.GraphQLOperation",
        "Targets[].RetryPolicy.MaximumRetryAttempts",
        "Targets[].RetryPolicy.MaximumEventAgeInSeconds",
        "Targets[].DeadLetterConfig.Arn");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("Name", "EventBusName");
  }

  @Override
  public Resource create(Desired desired) {
    String bus = buses.require(desired.text("EventBusName").orElse(null)).name();
    String name = desired.text("Name").orElseGet(() -> desired.uniqueName(64));
    if (rules.find(bus, name).isPresent()) {
      throw ResourceAlreadyExistsException.builder()
          .message("Rule " + name + " already exists on EventBus " + bus + ".")
          .build();
    }
    try {
      return put(desired, bus, name);
    } catch (RuntimeException e) {
      remove(bus, name);
      throw e;
    }
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    String bus = buses.require(desired.text("EventBusName").orElse(null)).name();
    String name = desired.text("Name").orElseGet(() -> desired.uniqueName(64));
    return Optional.of(Resource.of(bus.equals(Arns.DEFAULT_BUS) ? name : bus + "|" + name));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    return put(desired, bus(current), rule(current));
  }

  private Resource put(Desired desired, String bus, String name) {
    PutTargetsRequest wanted =
        desired.into(PutTargetsRequest.builder()).rule(name).eventBusName(bus).build();
    wanted.targets().forEach(target -> checks.check(target, bus));
    operations.put(
        withPatternText(desired)
            .into(PutRuleRequest.builder())
            .name(name)
            .eventBusName(bus)
            .tags(Tagging.list(desired.tags()))
            .build());
    rules.change(bus, name, rule -> rule.withTags(desired.tags()));
    List<String> gone =
        rules.require(bus, name).targets().stream()
            .map(RuleTarget::id)
            .filter(id -> wanted.targets().stream().noneMatch(target -> target.id().equals(id)))
            .toList();
    if (!gone.isEmpty()) {
      targets.remove(RemoveTargetsRequest.builder().rule(name).eventBusName(bus).ids(gone).build());
    }
    targets.put(wanted);
    String id = bus.equals(Arns.DEFAULT_BUS) ? name : bus + "|" + name;
    return Resource.of(id).with("Arn", arns.rule(bus, name));
  }

  /** Templates write patterns as objects; the operation takes text. */
  private static Desired withPatternText(Desired desired) {
    ObjectNode properties = desired.properties().deepCopy();
    Optional.ofNullable(properties.get("EventPattern"))
        .filter(pattern -> !pattern.isTextual())
        .ifPresent(pattern -> properties.put("EventPattern", pattern.toString()));
    properties.remove(List.of("Targets", "Tags"));
    return desired.with(properties);
  }

  @Override
  public void delete(Resource current) {
    remove(bus(current), rule(current));
  }

  private void remove(String bus, String name) {
    rules
        .find(bus, name)
        .ifPresent(
            rule -> {
              List<String> ids = rule.targets().stream().map(RuleTarget::id).toList();
              targets.remove(
                  RemoveTargetsRequest.builder().rule(name).eventBusName(bus).ids(ids).build());
              operations.delete(DeleteRuleRequest.builder().name(name).eventBusName(bus).build());
            });
  }

  private static String bus(Resource resource) {
    int bar = resource.physicalId().indexOf('|');
    return bar < 0 ? Arns.DEFAULT_BUS : resource.physicalId().substring(0, bar);
  }

  private static String rule(Resource resource) {
    return resource.physicalId().substring(resource.physicalId().indexOf('|') + 1);
  }
}
