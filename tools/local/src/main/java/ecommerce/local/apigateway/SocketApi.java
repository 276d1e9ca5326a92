package ecommerce.local.apigateway;

import java.util.Map;

/**
 * A WebSocket API.
 *
 * @param created milliseconds
 */
record SocketApi(
    String id,
    String name,
    String description,
    String selection,
    long created,
    Map<String, String> tags) {

  SocketApi tagged(Map<String, String> others) {
    return new SocketApi(id, name, description, selection, created, others);
  }
}
