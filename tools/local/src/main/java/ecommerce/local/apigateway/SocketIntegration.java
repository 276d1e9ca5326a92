package ecommerce.local.apigateway;

/** A Lambda proxy behind routes of a WebSocket API. */
record SocketIntegration(
    String apiId, String id, String uri, int timeoutMillis, String description) {

  String key() {
    return key(apiId, id);
  }

  static String key(String apiId, String id) {
    return apiId + "/" + id;
  }
}
