package ecommerce.local.appsync;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.Set;

/** {@code AWS::AppSync::GraphQLSchema}. */
record SchemaType(ControlPlane control) implements ResourceType {

  @Override
  public String name() {
    return "AWS::AppSync::GraphQLSchema";
  }

  @Override
  public Set<String> properties() {
    return Set.of("ApiId", "Definition", "DefinitionS3Location");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("ApiId");
  }

  @Override
  public Resource create(Desired desired) {
    take(desired);
    return Resource.of(desired.required("ApiId") + "GraphQLSchema");
  }

  private void take(Desired desired) {
    TemplateFile schema = TemplateFile.of(desired, "Definition", "DefinitionS3Location");
    try {
      control.schemas.take(desired.required("ApiId"), schema.name(), schema.text());
    } catch (ApiSchema.SchemaError e) {
      throw Refusals.bad(e.getMessage());
    }
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    take(desired);
    return current;
  }

  /** A schema goes with its API. */
  @Override
  public void delete(Resource current) {}
}
