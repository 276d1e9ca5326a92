package ecommerce.local.xray;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.xray.model.CreateGroupRequest;
import software.amazon.awssdk.services.xray.model.DeleteGroupRequest;
import software.amazon.awssdk.services.xray.model.InvalidRequestException;
import software.amazon.awssdk.services.xray.model.UpdateGroupRequest;

/** {@code AWS::XRay::Group}; {@code Ref} is its ARN. */
record GroupType(Groups groups) implements ResourceType {

  @Override
  public String name() {
    return "AWS::XRay::Group";
  }

  @Override
  public Set<String> properties() {
    return Set.of(
        "GroupName",
        "FilterExpression",
        "InsightsConfiguration.InsightsEnabled",
        "InsightsConfiguration.NotificationsEnabled");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("GroupName");
  }

  @Override
  public Resource create(Desired desired) {
    groups.create(desired.into(CreateGroupRequest.builder()).build());
    return resource(desired);
  }

  private Resource resource(Desired desired) {
    String arn = groups.arn(desired.required("GroupName"));
    return Resource.of(arn).with("GroupARN", arn);
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    return Optional.of(resource(desired));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    groups.update(
        UpdateGroupRequest.builder()
            .groupARN(current.physicalId())
            .filterExpression(desired.text("FilterExpression").orElse(""))
            .build());
    return current;
  }

  @Override
  public void delete(Resource current) {
    try {
      groups.delete(DeleteGroupRequest.builder().groupARN(current.physicalId()).build());
    } catch (InvalidRequestException e) {
      // It is gone already.
    }
  }
}
