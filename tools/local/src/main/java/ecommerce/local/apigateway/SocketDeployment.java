package ecommerce.local.apigateway;

import java.util.Map;

/**
 * What a WebSocket API was when it was deployed.
 *
 * @param automatic made by a stage that follows every change
 * @param selection the expression that gives a message's route key
 * @param routes by route key
 */
record SocketDeployment(
    String apiId,
    String id,
    String description,
    long created,
    boolean automatic,
    String selection,
    Map<String, Route> routes) {

  /**
   * @param uri the integration's
   */
  record Route(boolean iam, String uri, int timeoutMillis) {}

  String key() {
    return key(apiId, id);
  }

  static String key(String apiId, String id) {
    return apiId + "/" + id;
  }
}
