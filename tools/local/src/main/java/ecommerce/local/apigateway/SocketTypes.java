package ecommerce.local.apigateway;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateRouteRequest;

/** The resource types of WebSocket APIs. */
final class SocketTypes {

  private SocketTypes() {}

  static List<ResourceType> all(SocketService service, SocketState state) {
    return List.of(
        new SocketApiType(service.apis(), state),
        new SocketStageType(service.stages(), state),
        new IntegrationType(service.integrations(), state),
        new RouteType(service.routes(), state),
        new DeploymentType(service.deployments(), state));
  }

  private record IntegrationType(SocketIntegrationOperations operations, SocketState state)
      implements ResourceType {

    @Override
    public String name() {
      return "AWS::ApiGatewayV2::Integration";
    }

    @Override
    public Set<String> properties() {
      return Set.of(
          "ApiId",
          "IntegrationType",
          "IntegrationUri",
          "IntegrationMethod",
          "TimeoutInMillis",
          "Description");
    }

    @Override
    public Set<String> immutable() {
      return Set.of("ApiId");
    }

    @Override
    public Resource create(Desired desired) {
      String id =
          operations
              .create(desired.into(CreateIntegrationRequest.builder()).build())
              .integrationId();
      return Resource.of(id).with("IntegrationId", id).with("ApiId", desired.required("ApiId"));
    }

    @Override
    public Resource update(Desired desired, Resource current) {
      operations.update(
          desired
              .into(UpdateIntegrationRequest.builder())
              .integrationId(current.physicalId())
              .build());
      return current;
    }

    @Override
    public void delete(Resource current) {
      String key = SocketIntegration.key(current.attribute("ApiId"), current.physicalId());
      state
          .integrations()
          .get(key)
          .ifPresent(
              found ->
                  operations.delete(
                      software.amazon.awssdk.services.apigatewayv2.model.DeleteIntegrationRequest
                          .builder()
                          .apiId(found.apiId())
                          .integrationId(found.id())
                          .build()));
    }
  }

  private record RouteType(SocketRouteOperations operations, SocketState state)
      implements ResourceType {

    @Override
    public String name() {
      return "AWS::ApiGatewayV2::Route";
    }

    @Override
    public Set<String> properties() {
      return Set.of(
          "ApiId", "RouteKey", "AuthorizationType", "Target", "OperationName", "ApiKeyRequired");
    }

    @Override
    public Set<String> immutable() {
      return Set.of("ApiId");
    }

    @Override
    public Resource create(Desired desired) {
      String id = operations.create(desired.into(CreateRouteRequest.builder()).build()).routeId();
      return Resource.of(id).with("RouteId", id).with("ApiId", desired.required("ApiId"));
    }

    @Override
    public Resource update(Desired desired, Resource current) {
      operations.update(
          desired
              .into(UpdateRouteRequest.builder())
              .routeId(current.physicalId())
              .authorizationType(desired.text("AuthorizationType").orElse("NONE"))
              .build());
      return current;
    }

    @Override
    public void delete(Resource current) {
      state
          .routes()
          .get(SocketRoute.key(current.attribute("ApiId"), current.physicalId()))
          .ifPresent(
              found ->
                  operations.delete(
                      software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteRequest
                          .builder()
                          .apiId(found.apiId())
                          .routeId(found.id())
                          .build()));
    }
  }

  private record DeploymentType(SocketDeploymentOperations operations, SocketState state)
      implements ResourceType {

    @Override
    public String name() {
      return "AWS::ApiGatewayV2::Deployment";
    }

    @Override
    public Set<String> properties() {
      return Set.of("ApiId", "Description", "StageName");
    }

    @Override
    public Set<String> immutable() {
      return Set.of("ApiId", "Description", "StageName");
    }

    @Override
    public Resource create(Desired desired) {
      String id =
          operations.create(desired.into(CreateDeploymentRequest.builder()).build()).deploymentId();
      return Resource.of(id).with("DeploymentId", id).with("ApiId", desired.required("ApiId"));
    }

    @Override
    public Resource update(Desired desired, Resource current) {
      return current;
    }

    @Override
    public void delete(Resource current) {
      state
          .deployments()
          .get(SocketDeployment.key(current.attribute("ApiId"), current.physicalId()))
          .ifPresent(
              found ->
                  operations.delete(
                      software.amazon.awssdk.services.apigatewayv2.model.DeleteDeploymentRequest
                          .builder()
                          .apiId(found.apiId())
                          .deploymentId(found.id())
                          .build()));
    }
  }
}
