package ecommerce.local.appsync;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.Set;
import software.amazon.awssdk.services.appsync.model.ApiKey;
import software.amazon.awssdk.services.appsync.model.CreateApiKeyRequest;
import software.amazon.awssdk.services.appsync.model.DeleteApiKeyRequest;
import software.amazon.awssdk.services.appsync.model.NotFoundException;
import software.amazon.awssdk.services.appsync.model.UpdateApiKeyRequest;

/** {@code AWS::AppSync::ApiKey}. */
record ApiKeyType(ControlPlane control) implements ResourceType {

  @Override
  public String name() {
    return "AWS::AppSync::ApiKey";
  }

  @Override
  public Set<String> properties() {
    return Set.of("ApiId", "Description", "Expires");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("ApiId");
  }

  @Override
  public Resource create(Desired desired) {
    ApiKey key =
        control.keys.create(null, desired.into(CreateApiKeyRequest.builder()).build()).apiKey();
    return Resource.of(control.apis.arn(desired.required("ApiId")) + "/apikeys/" + key.id())
        .with("ApiKey", key.id())
        .with("ApiKeyId", key.id())
        .with("Arn", control.apis.arn(desired.required("ApiId")) + "/apikeys/" + key.id());
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    control.keys.update(
        null,
        desired
            .into(UpdateApiKeyRequest.builder())
            .id(Arns.after(current.physicalId(), "apikeys"))
            .build());
    return current;
  }

  @Override
  public void delete(Resource current) {
    try {
      control.keys.delete(
          null,
          DeleteApiKeyRequest.builder()
              .apiId(Arns.apiId(current.physicalId()))
              .id(Arns.after(current.physicalId(), "apikeys"))
              .build());
    } catch (NotFoundException e) {
      // It is gone already.
    }
  }
}
