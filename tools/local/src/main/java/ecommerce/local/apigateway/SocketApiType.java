package ecommerce.local.apigateway;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.Set;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiRequest;

/** {@code AWS::ApiGatewayV2::Api}, of protocol WEBSOCKET. */
record SocketApiType(SocketApiOperations operations, SocketState state) implements ResourceType {

  @Override
  public String name() {
    return "AWS::ApiGatewayV2::Api";
  }

  @Override
  public Set<String> properties() {
    return Set.of("Name", "ProtocolType", "RouteSelectionExpression", "Description", "Tags.**");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("ProtocolType");
  }

  @Override
  public Resource create(Desired desired) {
    String id =
        operations
            .create(
                CreateApiRequest.builder()
                    .name(desired.required("Name"))
                    .protocolType(desired.required("ProtocolType"))
                    .routeSelectionExpression(desired.text("RouteSelectionExpression").orElse(null))
                    .description(desired.text("Description").orElse(null))
                    .tags(desired.tags())
                    .build())
            .apiId();
    return Resource.of(id).with("ApiId", id).with("ApiEndpoint", operations.endpoint(id));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    operations.update(
        UpdateApiRequest.builder()
            .apiId(current.physicalId())
            .name(desired.required("Name"))
            .routeSelectionExpression(desired.required("RouteSelectionExpression"))
            .description(desired.text("Description").orElse(""))
            .build());
    state.apis().update(current.physicalId(), api -> api.tagged(desired.tags()));
    return current;
  }

  @Override
  public void delete(Resource current) {
    state
        .apis()
        .get(current.physicalId())
        .ifPresent(api -> operations.delete(DeleteApiRequest.builder().apiId(api.id()).build()));
  }
}
