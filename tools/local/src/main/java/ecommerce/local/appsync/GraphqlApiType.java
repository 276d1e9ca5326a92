package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Endpoints;
import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.appsync.model.CreateGraphqlApiRequest;
import software.amazon.awssdk.services.appsync.model.DeleteGraphqlApiRequest;
import software.amazon.awssdk.services.appsync.model.GraphqlApi;
import software.amazon.awssdk.services.appsync.model.NotFoundException;
import software.amazon.awssdk.services.appsync.model.PutGraphqlApiEnvironmentVariablesRequest;
import software.amazon.awssdk.services.appsync.model.UpdateGraphqlApiRequest;

/** {@code AWS::AppSync::GraphQLApi}. */
record GraphqlApiType(ControlPlane control, Endpoints endpoints) implements ResourceType {

  @Override
  public String name() {
    return "AWS::AppSync::GraphQLApi";
  }

  @Override
  public Set<String> properties() {
    return Set.of(
        "Name",
        "AuthenticationType",
        "UserPoolConfig.AwsRegion",
        "UserPoolConfig.UserPoolId",
        "UserPoolConfig.DefaultAction",
        "AdditionalAuthenticationProviders[].AuthenticationType",
        "AdditionalAuthenticationProviders[].UserPoolConfig.AwsRegion",
        "AdditionalAuthenticationProviders[].UserPoolConfig.UserPoolId",
        "EnvironmentVariables.**",
        "IntrospectionConfig",
        "LogConfig.CloudWatchLogsRoleArn",
        "LogConfig.ExcludeVerboseContent",
        "LogConfig.FieldLogLevel",
        "QueryDepthLimit",
        "XrayEnabled",
        "Tags[].Key",
        "Tags[].Value");
  }

  @Override
  public Resource create(Desired desired) {
    CreateGraphqlApiRequest request =
        untagged(desired).into(CreateGraphqlApiRequest.builder()).tags(tags(desired)).build();
    GraphqlApi api = control.apis.create(null, request).graphqlApi();
    try {
      putVariables(api.apiId(), desired);
    } catch (RuntimeException e) {
      control.apis.delete(null, DeleteGraphqlApiRequest.builder().apiId(api.apiId()).build());
      throw e;
    }
    return resource(api);
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    String id = Arns.apiId(current.physicalId());
    UpdateGraphqlApiRequest request =
        untagged(desired).into(UpdateGraphqlApiRequest.builder()).apiId(id).build();
    GraphqlApi api = control.apis.update(null, request).graphqlApi();
    putVariables(id, desired);
    control.apis.retag(
        api.arn(),
        tags -> {
          tags.clear();
          tags.putAll(tags(desired));
        });
    return resource(api);
  }

  private void putVariables(String apiId, Desired desired) {
    Map<String, String> variables = new HashMap<>();
    desired
        .node("EnvironmentVariables")
        .ifPresent(
            node ->
                node.properties().forEach(e -> variables.put(e.getKey(), e.getValue().asText())));
    control.apis.putVariables(
        null,
        PutGraphqlApiEnvironmentVariablesRequest.builder()
            .apiId(apiId)
            .environmentVariables(variables)
            .build());
  }

  /** The request has tags as a map; they are set apart. */
  private static Desired untagged(Desired desired) {
    ObjectNode properties = desired.properties().deepCopy();
    properties.remove("Tags");
    return desired.with(properties);
  }

  private static Map<String, String> tags(Desired desired) {
    Map<String, String> tags = new HashMap<>(desired.tags());
    desired
        .node("Tags")
        .ifPresent(
            own ->
                own.forEach(tag -> tags.put(tag.path("Key").asText(), tag.path("Value").asText())));
    return tags;
  }

  private Resource resource(GraphqlApi api) {
    return Resource.of(api.arn())
        .with("ApiId", api.apiId())
        .with("Arn", api.arn())
        .with("GraphQLUrl", endpoints.graphqlUrl(api.apiId()))
        .with("GraphQLDns", endpoints.host())
        .with("RealtimeUrl", endpoints.realtimeUrl(api.apiId()))
        .with("RealtimeDns", endpoints.host())
        .with("GraphQLEndpointArn", api.arn().replace(":apis/", ":endpoints/graphql-api/"));
  }

  @Override
  public void delete(Resource current) {
    try {
      control.apis.delete(
          null, DeleteGraphqlApiRequest.builder().apiId(Arns.apiId(current.physicalId())).build());
    } catch (NotFoundException e) {
      // It is gone already.
    }
  }
}
