package ecommerce.local.apigateway;

import ecommerce.local.wire.Access;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Shapes;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigatewayv2.model.ConflictException;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationResponse;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** The operations on integrations of WebSocket APIs: Lambda proxies. */
final class SocketIntegrationOperations {

  private final SocketState state;
  private final SocketDeployments deployments;
  private final ExecuteApi arns;

  SocketIntegrationOperations(SocketState state, SocketDeployments deployments, ExecuteApi arns) {
    this.state = state;
    this.deployments = deployments;
    this.arns = arns;
  }

  void declare(Operations on) {
    on.on(
        CreateIntegrationRequest::builder,
        Access.to("apigateway:POST", q -> arn(q.apiId())),
        (call, q) -> create(q));
    on.on(
        GetIntegrationRequest::builder,
        Access.to("apigateway:GET", q -> arn(q.apiId()) + "/" + q.integrationId()),
        (call, q) -> get(q));
    on.on(
        GetIntegrationsRequest::builder,
        Access.to("apigateway:GET", q -> arn(q.apiId())),
        (call, q) -> list(q));
    on.on(
        UpdateIntegrationRequest::builder,
        Access.to("apigateway:PATCH", q -> arn(q.apiId()) + "/" + q.integrationId()),
        (call, q) -> update(q));
    on.on(
        DeleteIntegrationRequest::builder,
        Access.to("apigateway:DELETE", q -> arn(q.apiId()) + "/" + q.integrationId()),
        (call, q) -> delete(q));
  }

  private String arn(String apiId) {
    return arns.control("/apis/" + apiId + "/integrations");
  }

  CreateIntegrationResponse create(CreateIntegrationRequest request) {
    SocketState.refuse(
        "integrationType " + request.integrationTypeAsString(),
        request.integrationType() != IntegrationType.AWS_PROXY);
    SocketState.refuse("credentialsArn", request.credentialsArn() != null);
    SocketState.refuse("contentHandlingStrategy", request.contentHandlingStrategy() != null);
    SocketState.refuse(
        "requestTemplates",
        request.hasRequestTemplates() || request.templateSelectionExpression() != null);
    SocketState.refuse(
        "requestParameters", request.hasRequestParameters() || request.hasResponseParameters());
    requirePost(request.integrationMethod());
    String apiId = state.api(request.apiId()).id();
    SocketIntegration integration =
        new SocketIntegration(
            apiId,
            Ids.part(),
            checkedUri(request.integrationUri()),
            checkedTimeout(request.timeoutInMillis()),
            SocketApiOperations.text(request.description()));
    state.integrations().put(integration.key(), integration);
    return as(CreateIntegrationResponse.builder(), integration);
  }

  GetIntegrationResponse get(GetIntegrationRequest request) {
    return as(
        GetIntegrationResponse.builder(),
        state.integration(request.apiId(), request.integrationId()));
  }

  GetIntegrationsResponse list(GetIntegrationsRequest request) {
    String apiId = state.api(request.apiId()).id();
    return GetIntegrationsResponse.builder()
        .items(
            SocketState.of(state.integrations(), apiId).stream()
                .map(SocketIntegrationOperations::model)
                .toList())
        .build();
  }

  UpdateIntegrationResponse update(UpdateIntegrationRequest request) {
    SocketState.refuse(
        "integrationType " + request.integrationTypeAsString(),
        request.integrationType() != null
            && request.integrationType() != IntegrationType.AWS_PROXY);
    SocketState.refuse("credentialsArn", request.credentialsArn() != null);
    SocketState.refuse("contentHandlingStrategy", request.contentHandlingStrategy() != null);
    SocketState.refuse(
        "requestTemplates",
        request.hasRequestTemplates() || request.templateSelectionExpression() != null);
    SocketState.refuse(
        "requestParameters", request.hasRequestParameters() || request.hasResponseParameters());
    requirePost(request.integrationMethod());
    SocketIntegration current = state.integration(request.apiId(), request.integrationId());
    SocketIntegration updated =
        new SocketIntegration(
            current.apiId(),
            current.id(),
            request.integrationUri() == null ? current.uri() : checkedUri(request.integrationUri()),
            request.timeoutInMillis() == null
                ? current.timeoutMillis()
                : checkedTimeout(request.timeoutInMillis()),
            Optional.ofNullable(request.description()).orElse(current.description()));
    state.integrations().put(updated.key(), updated);
    deployments.follow(updated.apiId());
    return as(UpdateIntegrationResponse.builder(), updated);
  }

  DeleteIntegrationResponse delete(DeleteIntegrationRequest request) {
    SocketIntegration integration = state.integration(request.apiId(), request.integrationId());
    SocketState.of(state.routes(), integration.apiId()).stream()
        .filter(route -> route.integrationId().equals(integration.id()))
        .findFirst()
        .ifPresent(
            route -> {
              throw ConflictException.builder()
                  .statusCode(409)
                  .message(
                      "Cannot delete Integration '"
                          + integration.id()
                          + "' because it is referenced by Route '"
                          + route.routeKey()
                          + "'.")
                  .build();
            });
    state.integrations().remove(integration.key());
    return DeleteIntegrationResponse.builder().build();
  }

  private static void requirePost(String method) {
    if (method != null && !method.equals("POST")) {
      throw SocketState.badRequest("HttpMethod must be POST for AWS_PROXY IntegrationType.");
    }
  }

  private static String checkedUri(String uri) {
    if (uri == null || LambdaUri.parse(uri).isEmpty()) {
      throw SocketState.badRequest(
          "Invalid integration URI specified: "
              + uri
              + " is not"
              + " arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/ARN/invocations");
    }
    return uri;
  }

  private static int checkedTimeout(Integer millis) {
    if (millis != null && (millis < 50 || millis > Functions.LIMIT.toMillis())) {
      throw SocketState.badRequest("Timeout should be between 50 ms and 29000 ms");
    }
    return millis == null ? (int) Functions.LIMIT.toMillis() : millis;
  }

  private static Integration model(SocketIntegration integration) {
    return Integration.builder()
        .integrationId(integration.id())
        .integrationType(IntegrationType.AWS_PROXY)
        .integrationMethod("POST")
        .integrationUri(integration.uri())
        .timeoutInMillis(integration.timeoutMillis())
        .description(integration.description().isEmpty() ? null : integration.description())
        .connectionType("INTERNET")
        .passthroughBehavior("WHEN_NO_MATCH")
        .payloadFormatVersion("1.0")
        .build();
  }

  private static <B extends SdkPojo & SdkBuilder<B, A>, A> A as(
      B answer, SocketIntegration integration) {
    return Shapes.fromJson(Shapes.toJson(model(integration)), answer).build();
  }
}
