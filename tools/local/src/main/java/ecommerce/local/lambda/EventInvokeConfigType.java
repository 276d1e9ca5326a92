package ecommerce.local.lambda;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.Set;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** {@code AWS::Lambda::EventInvokeConfig}. */
record EventInvokeConfigType(EventInvokeConfigs configs) implements ResourceType {

  @Override
  public String name() {
    return "AWS::Lambda::EventInvokeConfig";
  }

  @Override
  public Set<String> properties() {
    return Set.of(
        "FunctionName",
        "Qualifier",
        "MaximumRetryAttempts",
        "MaximumEventAgeInSeconds",
        "DestinationConfig.OnSuccess.Destination",
        "DestinationConfig.OnFailure.Destination");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("FunctionName", "Qualifier");
  }

  @Override
  public Resource create(Desired desired) {
    configs.put(desired.into(PutFunctionEventInvokeConfigRequest.builder()).build());
    return Resource.of(
        FunctionName.parse(desired.required("FunctionName")).name()
            + "|"
            + desired.required("Qualifier"));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    create(desired);
    return current;
  }

  @Override
  public void delete(Resource current) {
    String[] function = current.physicalId().split("\\|", 2);
    try {
      configs.delete(
          DeleteFunctionEventInvokeConfigRequest.builder()
              .functionName(function[0])
              .qualifier(function[1])
              .build());
    } catch (ResourceNotFoundException e) {
      // It is gone already.
    }
  }
}
