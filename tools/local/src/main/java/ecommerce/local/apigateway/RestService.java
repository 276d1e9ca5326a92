package ecommerce.local.apigateway;

import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Protocol;

/** API Gateway's control plane for REST APIs. */
record RestService(
    RestApiOperations apis,
    RestDeploymentOperations deployments,
    RestStageOperations stages,
    LoggingAccount account)
    implements AwsService {

  @Override
  public Protocol protocol() {
    return new Protocol.RestJson("apigateway");
  }

  @Override
  public void declare(Operations operations) {
    apis.declare(operations);
    deployments.declare(operations);
    stages.declare(operations);
    account.declare(operations);
  }
}
