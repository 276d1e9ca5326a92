package ecommerce.local.apigateway;

import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Protocol;

/** API Gateway's control plane for WebSocket APIs (version 2 of its API). */
record SocketService(
    SocketApiOperations apis,
    SocketRouteOperations routes,
    SocketIntegrationOperations integrations,
    SocketDeploymentOperations deployments,
    SocketStageOperations stages)
    implements AwsService {

  @Override
  public Protocol protocol() {
    return new Protocol.RestJson("apigateway");
  }

  @Override
  public void declare(Operations operations) {
    apis.declare(operations);
    routes.declare(operations);
    integrations.declare(operations);
    deployments.declare(operations);
    stages.declare(operations);
  }
}
