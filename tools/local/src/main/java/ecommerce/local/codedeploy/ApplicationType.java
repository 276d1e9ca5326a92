package ecommerce.local.codedeploy;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.codedeploy.model.CreateApplicationRequest;
import software.amazon.awssdk.services.codedeploy.model.DeleteApplicationRequest;

/** {@code AWS::CodeDeploy::Application}. Tags are taken and shown nowhere. */
record ApplicationType(Applications applications, Groups groups) implements ResourceType {

  @Override
  public String name() {
    return "AWS::CodeDeploy::Application";
  }

  @Override
  public Set<String> properties() {
    return Set.of("ApplicationName", "ComputePlatform", "Tags.**", "Tags[].**");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("ApplicationName", "ComputePlatform");
  }

  @Override
  public Resource create(Desired desired) {
    Resource resource = resource(desired);
    applications.create(
        desired
            .into(CreateApplicationRequest.builder())
            .applicationName(resource.physicalId())
            .tags(java.util.List.of())
            .build());
    return resource;
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    return Optional.of(resource(desired));
  }

  private static Resource resource(Desired desired) {
    return Resource.of(desired.text("ApplicationName").orElseGet(() -> desired.uniqueName(100)));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    return current;
  }

  @Override
  public void delete(Resource current) {
    groups.applicationRemoved(current.physicalId());
    applications.delete(
        DeleteApplicationRequest.builder().applicationName(current.physicalId()).build());
  }
}
