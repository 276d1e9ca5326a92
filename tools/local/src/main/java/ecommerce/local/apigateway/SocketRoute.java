package ecommerce.local.apigateway;

/**
 * A route of a WebSocket API.
 *
 * @param authorization {@code AWS_IAM} or {@code NONE}
 * @param target {@code integrations/ID}; empty where there is none yet
 */
record SocketRoute(
    String apiId,
    String id,
    String routeKey,
    String authorization,
    String target,
    String operationName) {

  String key() {
    return key(apiId, id);
  }

  static String key(String apiId, String id) {
    return apiId + "/" + id;
  }

  String integrationId() {
    return target.replaceFirst("^integrations/", "");
  }
}
