package ecommerce.local.lambda;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** {@code AWS::Lambda::Permission}: every change makes a new statement. */
record PermissionType(Policies policies) implements ResourceType {

  private static final Set<String> PROPERTIES =
      Set.of("FunctionName", "Action", "Principal", "SourceArn", "SourceAccount");

  @Override
  public String name() {
    return "AWS::Lambda::Permission";
  }

  @Override
  public Set<String> properties() {
    return PROPERTIES;
  }

  @Override
  public Set<String> immutable() {
    return PROPERTIES;
  }

  @Override
  public Resource create(Desired desired) {
    String id = desired.uniqueName(100);
    policies.add(desired.into(AddPermissionRequest.builder()).statementId(id).build());
    return resource(desired, id);
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    String id = desired.uniqueName(100);
    return Optional.of(resource(desired, id));
  }

  private static Resource resource(Desired desired, String id) {
    FunctionName function = FunctionName.parse(desired.required("FunctionName"));
    String qualifier = function.qualifier().map(name -> ":" + name).orElse("");
    return Resource.of(function.name() + qualifier + "|" + id).with("Id", id);
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    return current;
  }

  @Override
  public void delete(Resource current) {
    String[] parts = current.physicalId().split("\\|", 2);
    try {
      policies.remove(
          RemovePermissionRequest.builder().functionName(parts[0]).statementId(parts[1]).build());
    } catch (ResourceNotFoundException e) {
      // It is gone already, or its function is.
    }
  }
}
