package ecommerce.local.cognito;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateGroupRequest;

/** {@code AWS::Cognito::UserPoolGroup}: {@code Ref} is its name. */
record UserPoolGroupResource(GroupOperations operations) implements ResourceType {

  private static final String POOL = "UserPoolId";

  @Override
  public String name() {
    return "AWS::Cognito::UserPoolGroup";
  }

  @Override
  public Set<String> properties() {
    return Set.of(POOL, "GroupName", "Description", "Precedence", "RoleArn");
  }

  @Override
  public Set<String> immutable() {
    return Set.of(POOL, "GroupName");
  }

  @Override
  public Resource create(Desired desired) {
    String name = desired.text("GroupName").orElseGet(() -> desired.uniqueName(128));
    String pool = desired.required(POOL);
    operations.createGroup(desired.into(CreateGroupRequest.builder()).groupName(name).build());
    return Resource.of(name).with(POOL, pool);
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    String name = desired.text("GroupName").orElseGet(() -> desired.uniqueName(128));
    return Optional.of(Resource.of(name).with(POOL, desired.required(POOL)));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    operations.updateGroup(
        desired.into(UpdateGroupRequest.builder()).groupName(current.physicalId()).build());
    return current;
  }

  @Override
  public void delete(Resource current) {
    try {
      operations.deleteGroup(
          DeleteGroupRequest.builder()
              .userPoolId(current.attribute(POOL))
              .groupName(current.physicalId())
              .build());
    } catch (ResourceNotFoundException e) {
      // The group, or its whole pool, is gone already.
    }
  }
}
