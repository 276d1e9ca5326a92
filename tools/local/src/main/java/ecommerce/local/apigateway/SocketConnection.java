package ecommerce.local.apigateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import ecommerce.local.Timers;
import ecommerce.local.wire.WebSockets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket connection. Its frames are handled one after the other; it ends after two hours, or
 * ten minutes without a message either way.
 */
final class SocketConnection implements WebSockets.Listener {

  static final Duration LONGEST = Duration.ofHours(2);
  static final Duration IDLE = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger("aws.apigateway");

  private final SocketContext context;
  private final SocketRoutes routes;
  private final Connections connections;
  private final Timers timers;
  private volatile Optional<WebSockets.Peer> peer = Optional.empty();
  private volatile Instant lastActive;
  private volatile Timers.Timer watch = () -> {};

  SocketConnection(
      SocketContext context, SocketRoutes routes, Connections connections, Timers timers) {
    this.context = context;
    this.routes = routes;
    this.connections = connections;
    this.timers = timers;
    this.lastActive = context.connectedAt();
  }

  SocketContext context() {
    return context;
  }

  Instant lastActive() {
    return lastActive;
  }

  @Override
  public void opened(WebSockets.Peer opened) {
    peer = Optional.of(opened);
    connections.add(this);
    watch();
  }

  @Override
  public void message(String text) {
    lastActive = timers.instant();
    String routeKey = routes.select(context.path(), text);
    SocketContext.EventIds ids = SocketContext.EventIds.fresh();
    Optional<SocketDeployment.Route> route = routes.find(context.path(), routeKey);
    if (route.isEmpty()) {
      error("Forbidden", ids);
      return;
    }
    try {
      Functions.Result result =
          routes.run(
              context.path(),
              routeKey,
              route.get(),
              context.message(routeKey, text, ids, timers.instant()));
      if (!(result instanceof Functions.Result.Answered answered)
          || !answered.payload().isObject()) {
        error("Internal server error", ids);
      }
    } catch (Refusal refusal) {
      error(refusal.getMessage(), ids);
    }
  }

  @Override
  public void closed(int code, String reason) {
    connections.remove(this);
    watch.cancel();
    routes
        .find(context.path(), "$disconnect")
        .ifPresent(
            route -> {
              SocketContext.EventIds ids = SocketContext.EventIds.fresh();
              Functions.Result result =
                  routes.run(
                      context.path(),
                      "$disconnect",
                      route,
                      context.disconnect(code, reason, ids, timers.instant()));
              if (!(result instanceof Functions.Result.Answered)) {
                LOG.warn("$disconnect of {} failed: {}", context.path(), result);
              }
            });
  }

  /**
   * @return false where the connection is gone
   */
  boolean send(String text) {
    boolean sent = peer.map(open -> open.send(text)).orElse(false);
    if (sent) {
      lastActive = timers.instant();
    }
    return sent;
  }

  void close(int code, String reason) {
    peer.ifPresent(open -> open.close(code, reason));
  }

  private void error(String message, SocketContext.EventIds ids) {
    send(
        JsonNodeFactory.instance
            .objectNode()
            .put("message", message)
            .put("connectionId", context.connectionId())
            .put("requestId", ids.requestId())
            .toString());
  }

  /** Looks again when the nearer of both limits would be reached. */
  private void watch() {
    Instant now = timers.instant();
    Duration idle = Duration.between(now, lastActive.plus(IDLE));
    Duration age = Duration.between(now, context.connectedAt().plus(LONGEST));
    Duration left = idle.compareTo(age) < 0 ? idle : age;
    if (left.isPositive()) {
      watch = timers.after(left, this::watch);
    } else {
      close(1001, "Going away");
    }
  }
}
