package ecommerce.local.events;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.UpdateEventBusRequest;

/** {@code AWS::Events::EventBus}. */
final class EventBusType implements ResourceType {

  private final Arns arns;
  private final Buses buses;

  EventBusType(Arns arns, Buses buses) {
    this.arns = arns;
    this.buses = buses;
  }

  @Override
  public String name() {
    return "AWS::Events::EventBus";
  }

  @Override
  public Set<String> properties() {
    return Set.of("Name", "Description", "Tags.**");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("Name");
  }

  @Override
  public Resource create(Desired desired) {
    String name = desired.required("Name");
    buses.create(
        CreateEventBusRequest.builder()
            .name(name)
            .description(desired.text("Description").orElse(null))
            .tags(Tagging.list(desired.tags()))
            .build());
    return resource(name);
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    return desired.text("Name").map(Resource::of);
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    String name = current.physicalId();
    buses.update(
        UpdateEventBusRequest.builder()
            .name(name)
            .description(desired.text("Description").orElse(null))
            .build());
    buses.change(name, bus -> bus.withTags(desired.tags()));
    return resource(name);
  }

  private Resource resource(String name) {
    return Resource.of(name).with("Name", name).with("Arn", arns.bus(name));
  }

  @Override
  public void delete(Resource current) {
    buses.delete(DeleteEventBusRequest.builder().name(current.physicalId()).build());
  }
}
