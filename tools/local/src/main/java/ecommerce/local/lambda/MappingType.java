package ecommerce.local.lambda;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.lambda.model.*;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;

/** {@code AWS::Lambda::EventSourceMapping}. */
record MappingType(Mappings mappings) implements ResourceType {

  @Override
  public String name() {
    return "AWS::Lambda::EventSourceMapping";
  }

  @Override
  public Set<String> properties() {
    return Set.of(
        "EventSourceArn",
        "FunctionName",
        "Enabled",
        "BatchSize",
        "MaximumBatchingWindowInSeconds",
        "StartingPosition",
        "FilterCriteria.Filters",
        "FilterCriteria.Filters[].Pattern",
        "FunctionResponseTypes",
        "FunctionResponseTypes[]",
        "BisectBatchOnFunctionError",
        "MaximumRetryAttempts",
        "MaximumRecordAgeInSeconds",
        "ParallelizationFactor",
        "DestinationConfig.OnFailure.Destination");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("EventSourceArn", "StartingPosition");
  }

  @Override
  public Resource create(Desired desired) {
    CreateEventSourceMappingResponse made =
        mappings.create(desired.into(CreateEventSourceMappingRequest.builder()).build());
    return resource(made.uuid(), made.eventSourceMappingArn());
  }

  private static Resource resource(EventSourceMappingConfiguration mapping) {
    return resource(mapping.uuid(), mapping.eventSourceMappingArn());
  }

  private static Resource resource(String uuid, String arn) {
    return Resource.of(uuid).with("Id", uuid).with("EventSourceMappingArn", arn);
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    return mappings
        .between(desired.required("FunctionName"), desired.required("EventSourceArn"))
        .map(MappingType::resource);
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    UpdateEventSourceMappingRequest asked =
        desired.into(UpdateEventSourceMappingRequest.builder()).uuid(current.physicalId()).build();
    UpdateEventSourceMappingRequest.Builder whole = asked.toBuilder();
    if (asked.enabled() == null) {
      whole.enabled(true);
    }
    if (asked.filterCriteria() == null) {
      whole.filterCriteria(FilterCriteria.builder().filters(List.of()).build());
    }
    if (!asked.hasFunctionResponseTypes()) {
      whole.functionResponseTypes(List.of());
    }
    mappings.update(whole.build());
    return current;
  }

  @Override
  public void delete(Resource current) {
    try {
      mappings.delete(DeleteEventSourceMappingRequest.builder().uuid(current.physicalId()).build());
    } catch (ResourceNotFoundException e) {
      // It is gone already.
    }
  }
}
