package ecommerce.local.apigateway;

import java.util.Map;

/**
 * A stage of a WebSocket API.
 *
 * @param deploymentId empty before the first deployment
 * @param autoDeploy follows every change of the API
 */
record SocketStage(
    String apiId,
    String name,
    String deploymentId,
    boolean autoDeploy,
    String description,
    long created,
    Map<String, String> variables,
    Map<String, String> tags) {

  String key() {
    return key(apiId, name);
  }

  static String key(String apiId, String name) {
    return apiId + "/" + name;
  }

  SocketStage deployed(String newDeployment) {
    return new SocketStage(
        apiId, name, newDeployment, autoDeploy, description, created, variables, tags);
  }
}
