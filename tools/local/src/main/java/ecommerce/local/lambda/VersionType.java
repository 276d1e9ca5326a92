package ecommerce.local.lambda;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.wire.Fault;
import java.util.Set;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.State;

/** {@code AWS::Lambda::Version}: publishes one; nothing of it can be changed. */
record VersionType(Publications publications, FunctionOperations functions)
    implements ResourceType {

  private static final Set<String> PROPERTIES = Set.of("FunctionName", "Description", "CodeSha256");

  @Override
  public String name() {
    return "AWS::Lambda::Version";
  }

  @Override
  public Set<String> properties() {
    return PROPERTIES;
  }

  @Override
  public Set<String> immutable() {
    return PROPERTIES;
  }

  /**
   * @throws Fault where SnapStart could not initialise it, with the reason; the version does not
   *     stay
   */
  @Override
  public Resource create(Desired desired) {
    PublishVersionResponse made =
        publications.publish(desired.into(PublishVersionRequest.builder()).build());
    Resource resource =
        Resource.of(made.functionArn())
            .with("Version", made.version())
            .with("FunctionArn", made.functionArn());
    if (made.state() == State.FAILED) {
      delete(resource);
      throw new Fault("NotStabilized", 400, made.stateReason());
    }
    return resource;
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    return current;
  }

  @Override
  public void delete(Resource current) {
    try {
      functions.delete(DeleteFunctionRequest.builder().functionName(current.physicalId()).build());
    } catch (ResourceNotFoundException e) {
      // It is gone already, or its function is.
    }
  }
}
