package ecommerce.local.deploy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetSummary;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.ResourceChangeDetail;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackDriftStatus;
import software.amazon.awssdk.services.cloudformation.model.StackSummary;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** Stacks and change sets as clients see them. */
final class Shown {

  private Shown() {}

  static Stack stack(StackRecord stack) {
    Definition definition = stack.contents().definition().orElse(null);
    return Stack.builder()
        .stackId(stack.id())
        .stackName(stack.name())
        .description(definition == null ? null : definition.description().orElse(null))
        .parameters(definition == null ? List.of() : parameters(definition))
        .creationTime(stack.times().created())
        .lastUpdatedTime(stack.times().updated().orElse(null))
        .deletionTime(stack.times().deleted().orElse(null))
        .rollbackConfiguration(rollback -> rollback.rollbackTriggers(List.of()))
        .stackStatus(stack.status())
        .stackStatusReason(stack.reason().orElse(null))
        .disableRollback(stack.settings().disableRollback())
        .notificationARNs(List.of())
        .timeoutInMinutes(stack.settings().timeoutMinutes().orElse(null))
        .capabilitiesWithStrings(
            definition == null ? List.of() : definition.capabilities().stream().sorted().toList())
        .outputs(
            stack.contents().outputs().stream()
                .map(
                    output ->
                        Output.builder()
                            .outputKey(output.name())
                            .outputValue(output.value())
                            .description(output.description().orElse(null))
                            .exportName(output.exportName().orElse(null))
                            .build())
                .toList())
        .roleARN(stack.settings().roleArn().orElse(null))
        .tags(tags(definition == null ? Map.of() : definition.tags()))
        .enableTerminationProtection(stack.settings().terminationProtection())
        .parentId(stack.settings().parentId().orElse(null))
        .rootId(stack.settings().rootId().orElse(null))
        .driftInformation(drift -> drift.stackDriftStatus(StackDriftStatus.NOT_CHECKED))
        .build();
  }

  static StackSummary summary(StackRecord stack) {
    return StackSummary.builder()
        .stackId(stack.id())
        .stackName(stack.name())
        .templateDescription(
            stack.contents().definition().flatMap(Definition::description).orElse(null))
        .creationTime(stack.times().created())
        .lastUpdatedTime(stack.times().updated().orElse(null))
        .deletionTime(stack.times().deleted().orElse(null))
        .stackStatus(stack.status())
        .stackStatusReason(stack.reason().orElse(null))
        .parentId(stack.settings().parentId().orElse(null))
        .rootId(stack.settings().rootId().orElse(null))
        .driftInformation(drift -> drift.stackDriftStatus(StackDriftStatus.NOT_CHECKED))
        .build();
  }

  static List<Parameter> parameters(Definition definition) {
    return definition.shown().stream()
        .map(
            shown ->
                Parameter.builder()
                    .parameterKey(shown.name())
                    .parameterValue(shown.value())
                    .resolvedValue(shown.resolved().orElse(null))
                    .build())
        .toList();
  }

  static List<Tag> tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  static DescribeChangeSetResponse changeSet(
      ChangeSetRecord changeSet, StackRecord stack, Pages<PlannedChange> page) {
    return DescribeChangeSetResponse.builder()
        .changeSetName(changeSet.name())
        .changeSetId(changeSet.id())
        .stackId(stack.id())
        .stackName(stack.name())
        .description(changeSet.description().orElse(null))
        .parameters(parameters(changeSet.target()))
        .creationTime(instant(changeSet.created()))
        .executionStatus(changeSet.execution())
        .status(changeSet.status())
        .statusReason(changeSet.reason().orElse(null))
        .notificationARNs(List.of())
        .capabilitiesWithStrings(changeSet.target().capabilities().stream().sorted().toList())
        .tags(tags(changeSet.target().tags()))
        .changes(page.items().stream().map(Shown::change).toList())
        .nextToken(page.next())
        .includeNestedStacks(changeSet.includeNested())
        .onStackFailure(changeSet.onFailure().map(Enum::name).orElse(null))
        .build();
  }

  /** Clients of this API read times to the millisecond. */
  private static Instant instant(Instant time) {
    return time.truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
  }

  static ChangeSetSummary summary(ChangeSetRecord changeSet, StackRecord stack) {
    return ChangeSetSummary.builder()
        .changeSetName(changeSet.name())
        .changeSetId(changeSet.id())
        .stackId(stack.id())
        .stackName(stack.name())
        .executionStatus(changeSet.execution())
        .status(changeSet.status())
        .statusReason(changeSet.reason().orElse(null))
        .creationTime(instant(changeSet.created()))
        .description(changeSet.description().orElse(null))
        .includeNestedStacks(changeSet.includeNested())
        .build();
  }

  private static Change change(PlannedChange change) {
    return Change.builder()
        .type("Resource")
        .resourceChange(
            ResourceChange.builder()
                .action(change.action())
                .logicalResourceId(change.logicalId())
                .physicalResourceId(change.physicalId().orElse(null))
                .resourceType(change.type())
                .replacement(change.replacement().orElse(null))
                .policyAction(change.policy().orElse(null))
                .scopeWithStrings(change.scope())
                .details(change.details().stream().map(Shown::detail).toList())
                .build())
        .build();
  }

  private static ResourceChangeDetail detail(PlannedChange.Detail detail) {
    return ResourceChangeDetail.builder()
        .target(
            target ->
                target
                    .attribute(detail.attribute())
                    .name(detail.name().orElse(null))
                    .requiresRecreation(detail.recreation()))
        .evaluation(detail.dynamic() ? "Dynamic" : "Static")
        .changeSource(detail.dynamic() ? "ResourceAttribute" : "DirectModification")
        .build();
  }
}
