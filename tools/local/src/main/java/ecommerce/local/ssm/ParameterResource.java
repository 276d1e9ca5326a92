package ecommerce.local.ssm;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.Tag;

/** {@code AWS::SSM::Parameter}. */
final class ParameterResource implements ResourceType {

  private final ParameterStore store;

  ParameterResource(ParameterStore store) {
    this.store = store;
  }

  @Override
  public String name() {
    return "AWS::SSM::Parameter";
  }

  @Override
  public Set<String> properties() {
    return Set.of("Name", "Type", "Value", "Description", "Tier", "DataType", "Tags.**");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("Name");
  }

  @Override
  public Resource create(Desired desired) {
    return put(desired, desired.text("Name").orElseGet(() -> desired.uniqueName(1011)), false);
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    return Optional.of(Resource.of(desired.text("Name").orElseGet(() -> desired.uniqueName(1011))));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    return put(desired, current.physicalId(), true);
  }

  private Resource put(Desired desired, String name, boolean overwrite) {
    PutParameterRequest request =
        PutParameterRequest.builder()
            .name(name)
            .type(desired.required("Type"))
            .value(desired.required("Value"))
            .description(desired.text("Description").orElse(null))
            .tier(desired.text("Tier").orElse(null))
            .dataType(desired.text("DataType").orElse(null))
            .tags(
                desired.tags().entrySet().stream()
                    .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                    .toList())
            .overwrite(overwrite)
            .build();
    store.put(request);
    return Resource.of(name).with("Type", request.typeAsString()).with("Value", request.value());
  }

  @Override
  public void delete(Resource current) {
    store.forget(current.physicalId());
  }
}
