package ecommerce.local.appsync;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.Set;
import software.amazon.awssdk.services.appsync.model.CreateFunctionRequest;
import software.amazon.awssdk.services.appsync.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.appsync.model.FunctionConfiguration;
import software.amazon.awssdk.services.appsync.model.NotFoundException;
import software.amazon.awssdk.services.appsync.model.UpdateFunctionRequest;

/** {@code AWS::AppSync::FunctionConfiguration}. */
record FunctionType(ControlPlane control) implements ResourceType {

  @Override
  public String name() {
    return "AWS::AppSync::FunctionConfiguration";
  }

  @Override
  public Set<String> properties() {
    return Set.of(
        "ApiId",
        "Name",
        "Description",
        "DataSourceName",
        "Code",
        "CodeS3Location",
        "Runtime.Name",
        "Runtime.RuntimeVersion");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("ApiId");
  }

  @Override
  public Resource create(Desired desired) {
    String code = ResolverType.code(desired);
    return resource(
        control
            .functions
            .create(null, desired.into(CreateFunctionRequest.builder()).code(code).build())
            .functionConfiguration());
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    String code = ResolverType.code(desired);
    String id = Arns.after(current.physicalId(), "functions");
    UpdateFunctionRequest request =
        desired.into(UpdateFunctionRequest.builder()).functionId(id).code(code).build();
    return resource(control.functions.update(null, request).functionConfiguration());
  }

  private static Resource resource(FunctionConfiguration function) {
    return Resource.of(function.functionArn())
        .with("FunctionArn", function.functionArn())
        .with("FunctionId", function.functionId())
        .with("Name", function.name())
        .with("DataSourceName", function.dataSourceName());
  }

  @Override
  public void delete(Resource current) {
    try {
      control.functions.delete(
          null,
          DeleteFunctionRequest.builder()
              .apiId(Arns.apiId(current.physicalId()))
              .functionId(Arns.after(current.physicalId(), "functions"))
              .build());
    } catch (NotFoundException e) {
      // It is gone already.
    }
  }
}
