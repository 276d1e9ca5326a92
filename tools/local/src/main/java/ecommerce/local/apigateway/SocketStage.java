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
    RouteSettings routes,
    SavedStage.AccessLog accessLog,
    Map<String, String> tags) {

  SocketStage {
    routes = routes == null ? RouteSettings.NONE : routes;
    accessLog = accessLog == null ? SavedStage.AccessLog.NONE : accessLog;
  }

  String key() {
    return key(apiId, name);
  }

  static String key(String apiId, String name) {
    return apiId + "/" + name;
  }

  SocketStage tagged(Map<String, String> others) {
    return new SocketStage(
        apiId,
        name,
        deploymentId,
        autoDeploy,
        description,
        created,
        variables,
        routes,
        accessLog,
        others);
  }

  SocketStage deployed(String newDeployment) {
    return new SocketStage(
        apiId,
        name,
        newDeployment,
        autoDeploy,
        description,
        created,
        variables,
        routes,
        accessLog,
        tags);
  }
}
