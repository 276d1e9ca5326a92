package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open connections of all APIs, which know what they are subscribed to. */
final class Subscriptions {

  private final Set<RealtimeConnection> connections = ConcurrentHashMap.newKeySet();

  void opened(RealtimeConnection connection) {
    connections.add(connection);
  }

  void closed(RealtimeConnection connection) {
    connections.remove(connection);
  }

  private List<RealtimeConnection> of(String apiId) {
    return connections.stream().filter(one -> one.apiId().equals(apiId)).toList();
  }

  /** Returns when each connection has taken note of it; they send it in their own time. */
  void show(String apiId, MutationEvents.Event event) {
    JsonNode tree = Json.tree(event.value());
    of(apiId).forEach(connection -> connection.show(event, tree));
  }

  void invalidate(String apiId, SubscriptionEffects.Invalidation invalidation) {
    of(apiId).forEach(connection -> connection.invalidate(invalidation));
  }

  /** Ends the connections of an API that is no more. */
  void end(String apiId) {
    of(apiId).forEach(connection -> connection.end("The API was deleted"));
  }
}
