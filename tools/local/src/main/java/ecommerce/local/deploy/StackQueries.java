package ecommerce.local.deploy;

import ecommerce.local.wire.Call;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.ListExportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListExportsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListImportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListImportsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDetail;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/** The operations that tell of stacks, their resources, events and exports. */
final class StackQueries {

  private final Engine engine;

  StackQueries(Engine engine) {
    this.engine = engine;
  }

  StackRecord require(String nameOrId) {
    return engine.stacks().find(nameOrId).orElseThrow(() -> Refusals.missing(nameOrId));
  }

  DescribeStacksResponse stacks(Call call, DescribeStacksRequest request) {
    List<StackRecord> found =
        request.stackName() != null
            ? List.of(require(request.stackName()))
            : engine.stacks().all().stream().filter(stack -> !stack.deleted()).toList();
    Pages<StackRecord> page = Pages.of(found, request.nextToken());
    return DescribeStacksResponse.builder()
        .stacks(page.items().stream().map(Shown::stack).toList())
        .nextToken(page.next())
        .build();
  }

  ListStacksResponse list(Call call, ListStacksRequest request) {
    List<String> wanted = request.stackStatusFiltersAsStrings();
    Pages<StackRecord> page =
        Pages.of(
            engine.stacks().all().stream()
                .filter(stack -> wanted.isEmpty() || wanted.contains(stack.status().toString()))
                .toList(),
            request.nextToken());
    return ListStacksResponse.builder()
        .stackSummaries(page.items().stream().map(Shown::summary).toList())
        .nextToken(page.next())
        .build();
  }

  DescribeStackEventsResponse events(Call call, DescribeStackEventsRequest request) {
    if (request.stackName() == null) {
      throw Refusals.invalid("1 validation error detected: Value null at 'stackName'");
    }
    StackRecord stack =
        engine
            .stacks()
            .find(request.stackName())
            .orElseThrow(() -> Refusals.absent(request.stackName()));
    Pages<StackEvent> page = Pages.of(engine.events().newestFirst(stack), request.nextToken());
    return DescribeStackEventsResponse.builder()
        .stackEvents(page.items().stream().map(StackQueries::shown).toList())
        .nextToken(page.next())
        .build();
  }

  private static software.amazon.awssdk.services.cloudformation.model.StackEvent shown(
      StackEvent event) {
    return software.amazon.awssdk.services.cloudformation.model.StackEvent.builder()
        .eventId(event.id())
        .stackId(event.stackId())
        .stackName(event.stackName())
        .logicalResourceId(event.logicalId())
        .physicalResourceId(event.physicalId())
        .resourceType(event.type())
        .timestamp(event.time())
        .resourceStatus(event.status())
        .resourceStatusReason(event.reason().orElse(null))
        .clientRequestToken(event.token().orElse(null))
        .build();
  }

  DescribeStackResourceResponse resource(Call call, DescribeStackResourceRequest request) {
    StackRecord stack = require(request.stackName());
    StackEvent state =
        engine.events().resources(stack).stream()
            .filter(one -> one.logicalId().equals(request.logicalResourceId()))
            .findFirst()
            .orElseThrow(
                () ->
                    Refusals.invalid(
                        "Resource "
                            + request.logicalResourceId()
                            + " does not exist for stack "
                            + stack.name()));
    return DescribeStackResourceResponse.builder()
        .stackResourceDetail(
            StackResourceDetail.builder()
                .stackName(stack.name())
                .stackId(stack.id())
                .logicalResourceId(state.logicalId())
                .physicalResourceId(state.physicalId())
                .resourceType(state.type())
                .lastUpdatedTimestamp(state.time())
                .resourceStatus(state.status())
                .resourceStatusReason(state.reason().orElse(null))
                .metadata("{}")
                .driftInformation(
                    drift -> drift.stackResourceDriftStatus(StackResourceDriftStatus.NOT_CHECKED))
                .build())
        .build();
  }

  DescribeStackResourcesResponse resources(Call call, DescribeStackResourcesRequest request) {
    if ((request.stackName() == null) == (request.physicalResourceId() == null)) {
      throw Refusals.invalid("Either StackName or PhysicalResourceId must be specified, not both");
    }
    StackRecord stack =
        request.stackName() != null
            ? require(request.stackName())
            : holder(request.physicalResourceId());
    return DescribeStackResourcesResponse.builder()
        .stackResources(
            engine.events().resources(stack).stream()
                .filter(
                    state ->
                        request.logicalResourceId() == null
                            || state.logicalId().equals(request.logicalResourceId()))
                .map(state -> shown(stack, state))
                .toList())
        .build();
  }

  private StackRecord holder(String physicalId) {
    return engine.stacks().all().stream()
        .filter(
            stack ->
                stack.resources().values().stream()
                    .anyMatch(made -> made.physicalId().equals(physicalId)))
        .findFirst()
        .orElseThrow(() -> Refusals.invalid("Stack for " + physicalId + " does not exist"));
  }

  private static StackResource shown(StackRecord stack, StackEvent state) {
    return StackResource.builder()
        .stackName(stack.name())
        .stackId(stack.id())
        .logicalResourceId(state.logicalId())
        .physicalResourceId(state.physicalId())
        .resourceType(state.type())
        .timestamp(state.time())
        .resourceStatus(state.status())
        .resourceStatusReason(state.reason().orElse(null))
        .driftInformation(
            drift -> drift.stackResourceDriftStatus(StackResourceDriftStatus.NOT_CHECKED))
        .build();
  }

  ListStackResourcesResponse listResources(Call call, ListStackResourcesRequest request) {
    StackRecord stack = require(request.stackName());
    Pages<StackEvent> page = Pages.of(engine.events().resources(stack), request.nextToken());
    return ListStackResourcesResponse.builder()
        .stackResourceSummaries(
            page.items().stream()
                .map(
                    state ->
                        StackResourceSummary.builder()
                            .logicalResourceId(state.logicalId())
                            .physicalResourceId(state.physicalId())
                            .resourceType(state.type())
                            .lastUpdatedTimestamp(state.time())
                            .resourceStatus(state.status())
                            .resourceStatusReason(state.reason().orElse(null))
                            .driftInformation(
                                drift ->
                                    drift.stackResourceDriftStatus(
                                        StackResourceDriftStatus.NOT_CHECKED))
                            .build())
                .toList())
        .nextToken(page.next())
        .build();
  }

  ListExportsResponse exports(Call call, ListExportsRequest request) {
    Pages<Exports.Export> page = Pages.of(engine.exports().all(), request.nextToken());
    return ListExportsResponse.builder()
        .exports(
            page.items().stream()
                .map(
                    export ->
                        software.amazon.awssdk.services.cloudformation.model.Export.builder()
                            .exportingStackId(export.stack().id())
                            .name(export.name())
                            .value(export.value())
                            .build())
                .toList())
        .nextToken(page.next())
        .build();
  }

  ListImportsResponse imports(Call call, ListImportsRequest request) {
    if (engine.exports().find(request.exportName()).isEmpty()) {
      throw Refusals.invalid("Export '" + request.exportName() + "' does not exist");
    }
    List<String> importers = engine.exports().importers(request.exportName());
    if (importers.isEmpty()) {
      throw Refusals.invalid("Export '" + request.exportName() + "' is not imported by any stack.");
    }
    Pages<String> page = Pages.of(importers, request.nextToken());
    return ListImportsResponse.builder().imports(page.items()).nextToken(page.next()).build();
  }
}
