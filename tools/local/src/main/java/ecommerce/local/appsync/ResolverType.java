package ecommerce.local.appsync;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.appsync.model.CreateResolverRequest;
import software.amazon.awssdk.services.appsync.model.DeleteResolverRequest;
import software.amazon.awssdk.services.appsync.model.NotFoundException;
import software.amazon.awssdk.services.appsync.model.UpdateResolverRequest;

/** {@code AWS::AppSync::Resolver}. */
record ResolverType(ControlPlane control) implements ResourceType {

  @Override
  public String name() {
    return "AWS::AppSync::Resolver";
  }

  @Override
  public Set<String> properties() {
    return Set.of(
        "ApiId",
        "TypeName",
        "FieldName",
        "Kind",
        "DataSourceName",
        "PipelineConfig.Functions[]",
        "Code",
        "CodeS3Location",
        "Runtime.Name",
        "Runtime.RuntimeVersion");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("ApiId", "TypeName", "FieldName");
  }

  /** The code of a resolver or function; what is wrong with it is told with file and line. */
  static String code(Desired desired) {
    TemplateFile file = TemplateFile.of(desired, "Code", "CodeS3Location");
    try {
      ResolverCode.of(file.name(), file.text());
    } catch (CodeError e) {
      throw Refusals.bad(e.getMessage());
    }
    return file.text();
  }

  @Override
  public Resource create(Desired desired) {
    String code = code(desired);
    String arn =
        control
            .resolvers
            .create(null, desired.into(CreateResolverRequest.builder()).code(code).build())
            .resolver()
            .resolverArn();
    return Resource.of(arn)
        .with("ResolverArn", arn)
        .with("TypeName", desired.required("TypeName"))
        .with("FieldName", desired.required("FieldName"));
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    String type = desired.required("TypeName");
    String field = desired.required("FieldName");
    String arn =
        control.apis.arn(desired.required("ApiId")) + "/types/" + type + "/resolvers/" + field;
    return Optional.of(
        Resource.of(arn).with("ResolverArn", arn).with("TypeName", type).with("FieldName", field));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    String code = code(desired);
    control.resolvers.update(
        null, desired.into(UpdateResolverRequest.builder()).code(code).build());
    return current;
  }

  @Override
  public void delete(Resource current) {
    try {
      control.resolvers.delete(
          null,
          DeleteResolverRequest.builder()
              .apiId(Arns.apiId(current.physicalId()))
              .typeName(Arns.after(current.physicalId(), "types"))
              .fieldName(Arns.after(current.physicalId(), "resolvers"))
              .build());
    } catch (NotFoundException e) {
      // It is gone already.
    }
  }
}
