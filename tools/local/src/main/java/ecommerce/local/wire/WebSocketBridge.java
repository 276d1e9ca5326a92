package ecommerce.local.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jetty's WebSocket as {@link WebSockets}: each connection's calls on one thread of its own, in
 * order.
 */
final class WebSocketBridge {

  private static final Logger LOG = LoggerFactory.getLogger("aws.websocket");

  private final List<WebSockets> services;

  WebSocketBridge(List<WebSockets> services) {
    this.services = services;
  }

  void configure(ServerWebSocketContainer container) {
    container.setIdleTimeout(Duration.ofMinutes(10));
    container.addMapping("/*", this::endpoint);
  }

  private Object endpoint(
      ServerUpgradeRequest upgrade, ServerUpgradeResponse response, Callback callback) {
    String path = Front.rawPath(upgrade.getHttpURI());
    Optional<WebSockets> owner =
        services.stream().filter(service -> service.owns(path)).findFirst();
    WebSockets.Decision decision =
        owner.isPresent()
            ? open(owner.get(), path, upgrade)
            : new WebSockets.Decision.Refused(HttpResponse.empty(404));
    return switch (decision) {
      case WebSockets.Decision.Accepted(WebSockets.Listener listener) -> {
        List<String> offered = upgrade.getSubProtocols();
        if (offered.contains("graphql-ws")) {
          response.setAcceptedSubProtocol("graphql-ws");
        }
        yield new Connection(listener, owner.orElseThrow().largestMessage());
      }
      case WebSockets.Decision.Refused(HttpResponse refusal) -> {
        response.setStatus(refusal.status());
        refusal
            .headers()
            .values()
            .forEach((name, all) -> all.forEach(value -> response.getHeaders().add(name, value)));
        response.write(true, ByteBuffer.wrap(refusal.body()), callback);
        yield null;
      }
    };
  }

  private static WebSockets.Decision open(
      WebSockets owner, String path, ServerUpgradeRequest upgrade) {
    String query = upgrade.getHttpURI().getQuery() == null ? "" : upgrade.getHttpURI().getQuery();
    HttpRequest request =
        new HttpRequest(
            upgrade.getMethod(),
            path,
            query,
            Front.headers(upgrade.getHeaders()),
            new byte[0],
            Request.getRemoteAddr(upgrade));
    try {
      return owner.open(request);
    } catch (RuntimeException e) {
      Fault fault = Faults.of(e);
      return new WebSockets.Decision.Refused(
          HttpResponse.json(
              fault.status(),
              com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                  .objectNode()
                  .put("message", fault.getMessage())));
    }
  }

  /** One connection. */
  public static final class Connection implements Session.Listener.AutoDemanding, WebSockets.Peer {

    private final WebSockets.Listener listener;
    private final ExecutorService inOrder =
        Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
    private final int largestMessage;
    private volatile Session session;

    Connection(WebSockets.Listener listener, int largestMessage) {
      this.listener = listener;
      this.largestMessage = largestMessage;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
      this.session = opened;
      opened.setMaxTextMessageSize(largestMessage);
      inOrder.execute(() -> listener.opened(this));
    }

    @Override
    public void onWebSocketText(String message) {
      inOrder.execute(() -> listener.message(message));
    }

    @Override
    public void onWebSocketBinary(
        ByteBuffer payload, org.eclipse.jetty.websocket.api.Callback callback) {
      String text = StandardCharsets.UTF_8.decode(payload).toString();
      callback.succeed();
      inOrder.execute(() -> listener.message(text));
    }

    @Override
    public void onWebSocketClose(
        int code, String reason, org.eclipse.jetty.websocket.api.Callback callback) {
      callback.succeed();
      inOrder.execute(() -> listener.closed(code, reason));
      inOrder.shutdown();
    }

    /** A client that goes away without a word is no event; its closing follows. */
    @Override
    public void onWebSocketError(Throwable cause) {
      LOG.debug("a connection broke: {}", cause.toString());
    }

    @Override
    public boolean send(String text) {
      Session open = session;
      if (open == null || !open.isOpen()) {
        return false;
      }
      org.eclipse.jetty.websocket.api.Callback.Completable sent =
          new org.eclipse.jetty.websocket.api.Callback.Completable();
      open.sendText(text, sent);
      try {
        sent.get(10, java.util.concurrent.TimeUnit.SECONDS);
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
        return false;
      }
    }

    @Override
    public void close(int code, String reason) {
      Session open = session;
      if (open != null) {
        open.close(code, reason, org.eclipse.jetty.websocket.api.Callback.NOOP);
      }
    }
  }
}
