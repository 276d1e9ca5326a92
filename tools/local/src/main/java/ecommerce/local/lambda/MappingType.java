package ecommerce.local.lambda;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.lambda.model.*;

/** {@code AWS::Lambda::EventSourceMapping}. */
record MappingType(Mappings mappings) implements ResourceType {

  @Override
  public String name() {
    return "AWS::Lambda::EventSourceMapping";
  }

  @Override
  public Set<String> properties() {
    return Set.of(
        "EventSourceArn", "FunctionName", "Enabled", "BatchSize", "MaximumBatchingWindowInSeconds", "StartingPosition",
        "FilterCriteria.Filters", "FilterCriteria.Filters[].Pattern", "FunctionResponseTypes", "FunctionResponseTypes[]", "BisectBatchOnFunctionError",
        "MaximumRetryAttempts", "MaximumRecordAgeInSeconds", "ParallelizationFactor", "DestinationConfig.OnFailure.Destination");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("EventSourceArn", "StartingPosition");
  }

  @Override
  public Resource create(Desired desired) {
    CreateEventSourceMappingResponse made = mappings.create(desired.into(CreateEventSourceMappingRequest.builder()).build());
    return Resource.of(made.uuid()).with("Id", made.uuid()).with("EventSourceMappingArn", made.eventSourceMappingArn());
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    UpdateEventSourceMappingRequest asked = desired.into(UpdateEventSourceMappingRequest.builder()).uuid(current.physicalId()).build();
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
