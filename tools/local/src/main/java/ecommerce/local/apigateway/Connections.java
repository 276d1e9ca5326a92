package ecommerce.local.apigateway;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The WebSocket connections that are open; none survives the process. */
final class Connections {

  private final Map<String, SocketConnection> open = new ConcurrentHashMap<>();

  void add(SocketConnection connection) {
    open.put(connection.context().connectionId(), connection);
  }

  void remove(SocketConnection connection) {
    open.remove(connection.context().connectionId());
  }

  /** A connection by its id, where it is of this API and stage. */
  Optional<SocketConnection> find(ApiPath path, String connectionId) {
    return Optional.ofNullable(open.get(connectionId))
        .filter(connection -> connection.context().path().apiId().equals(path.apiId()))
        .filter(connection -> connection.context().path().stage().equals(path.stage()));
  }

  void closeAll() {
    open.values().forEach(connection -> connection.close(1001, "Going away"));
  }
}
