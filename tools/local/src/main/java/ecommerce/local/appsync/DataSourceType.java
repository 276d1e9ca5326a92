package ecommerce.local.appsync;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.appsync.model.CreateDataSourceRequest;
import software.amazon.awssdk.services.appsync.model.DeleteDataSourceRequest;
import software.amazon.awssdk.services.appsync.model.NotFoundException;
import software.amazon.awssdk.services.appsync.model.UpdateDataSourceRequest;

/** {@code AWS::AppSync::DataSource}. */
record DataSourceType(ControlPlane control) implements ResourceType {

  @Override
  public String name() {
    return "AWS::AppSync::DataSource";
  }

  @Override
  public Set<String> properties() {
    return Set.of(
        "ApiId",
        "Name",
        "Description",
        "Type",
        "ServiceRoleArn",
        "DynamoDBConfig.AwsRegion",
        "DynamoDBConfig.TableName",
        "LambdaConfig.LambdaFunctionArn",
        "HttpConfig.Endpoint",
        "HttpConfig.AuthorizationConfig.AuthorizationType",
        "HttpConfig.AuthorizationConfig.AwsIamConfig.SigningRegion",
        "HttpConfig.AuthorizationConfig.AwsIamConfig.SigningServiceName");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("ApiId", "Name");
  }

  @Override
  public Resource create(Desired desired) {
    String arn =
        control
            .sources
            .create(null, desired.into(CreateDataSourceRequest.builder()).build())
            .dataSource()
            .dataSourceArn();
    return Resource.of(arn).with("DataSourceArn", arn).with("Name", desired.required("Name"));
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    String name = desired.required("Name");
    String arn = control.apis.arn(desired.required("ApiId")) + "/datasources/" + name;
    return Optional.of(Resource.of(arn).with("DataSourceArn", arn).with("Name", name));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    control.sources.update(null, desired.into(UpdateDataSourceRequest.builder()).build());
    return current;
  }

  @Override
  public void delete(Resource current) {
    try {
      control.sources.delete(
          null,
          DeleteDataSourceRequest.builder()
              .apiId(Arns.apiId(current.physicalId()))
              .name(Arns.after(current.physicalId(), "datasources"))
              .build());
    } catch (NotFoundException e) {
      // It is gone already.
    }
  }
}
