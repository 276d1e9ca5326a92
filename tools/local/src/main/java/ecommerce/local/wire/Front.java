package ecommerce.local.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/**
 * The one port: plain HTTP and WebSocket, on loopback. A path that a {@link PathService} or {@link
 * WebSockets} owns goes there, everything else to the {@link Dispatcher}. Refuses bodies above 72
 * MB: a function of 50 MB as base64.
 */
public final class Front implements AutoCloseable {

  private static final int LARGEST_BODY = 72 * 1024 * 1024;

  private static final HttpResponse TOO_LARGE =
      new HttpResponse(
          413,
          Headers.of("Content-Type", "application/json", "Connection", "close"),
          "{\"message\":\"Request must be smaller than 75497472 bytes\"}"
              .getBytes(StandardCharsets.UTF_8));

  private final Server server;
  private final ServerConnector connector;
  private final Dispatcher dispatcher;
  private final List<PathService> paths = new ArrayList<>();
  private final List<WebSockets> webSockets = new ArrayList<>();

  /**
   * @param port 0 for any that is free
   */
  public Front(Dispatcher dispatcher, String address, int port) {
    this.dispatcher = dispatcher;
    QueuedThreadPool threads = new QueuedThreadPool(16, 2);
    threads.setName("front");
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    this.server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setUriCompliance(UriCompliance.UNSAFE);
    http.setSendServerVersion(false);
    // Signatures cover headers as they were sent, not as the server would write them.
    http.setHeaderCacheCaseSensitive(true);
    http.setRequestHeaderSize(32 * 1024);
    http.setResponseHeaderSize(32 * 1024);
    this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(address);
    connector.setPort(port);
    connector.setIdleTimeout(Duration.ofMinutes(15).toMillis());
    server.addConnector(connector);
  }

  public void add(PathService service) {
    paths.add(service);
  }

  public void add(WebSockets service) {
    webSockets.add(service);
  }

  /** Takes the port, without answering yet. Fails where it is in use. */
  public int bind() throws IOException {
    connector.open();
    return connector.getLocalPort();
  }

  public void start() throws Exception {
    WebSocketUpgradeHandler upgrade =
        WebSocketUpgradeHandler.from(
            server, container -> new WebSocketBridge(webSockets).configure(container));
    upgrade.setHandler(new HttpHandler());
    server.setHandler(upgrade);
    server.start();
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(connector.getHost(), connector.getLocalPort());
  }

  @Override
  public void close() throws Exception {
    server.setStopTimeout(0);
    server.stop();
  }

  /** The path before any decoding. */
  static String rawPath(HttpURI uri) {
    return uri.getPath() == null || uri.getPath().isEmpty() ? "/" : uri.getPath();
  }

  static Headers headers(Iterable<HttpField> fields) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    fields.forEach(
        field ->
            headers
                .computeIfAbsent(field.getName(), any -> new ArrayList<>())
                .add(field.getValue() == null ? "" : field.getValue()));
    return new Headers(headers);
  }

  private Optional<PathService> owner(String path) {
    return paths.stream().filter(service -> service.owns(path)).findFirst();
  }

  private final class HttpHandler extends Handler.Abstract {

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      HttpURI uri = request.getHttpURI();
      Optional<PathService> owner = owner(rawPath(uri));
      if (owner.isPresent() && owner.get().readsBodies()) {
        write(
            answered(
                () ->
                    owner
                        .get()
                        .handle(
                            received(request, new byte[0]), Content.Source.asInputStream(request))),
            response,
            callback);
        return true;
      }
      byte[] body = request.getLength() > LARGEST_BODY ? null : body(request);
      if (body == null) {
        write(TOO_LARGE, response, callback);
        return true;
      }
      HttpRequest received = received(request, body);
      write(
          answered(
              () -> owner.isPresent() ? owner.get().handle(received) : dispatcher.handle(received)),
          response,
          callback);
      return true;
    }

    private static HttpRequest received(Request request, byte[] body) {
      HttpURI uri = request.getHttpURI();
      return new HttpRequest(
          request.getMethod(),
          rawPath(uri),
          uri.getQuery() == null ? "" : uri.getQuery(),
          headers(request.getHeaders()),
          body,
          Request.getRemoteAddr(request));
    }

    private static HttpResponse answered(java.util.concurrent.Callable<HttpResponse> answer)
        throws Exception {
      try {
        return answer.call();
      } catch (RuntimeException e) {
        Fault fault = Faults.of(e);
        return HttpResponse.json(
            fault.status(),
            com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                .objectNode()
                .put("message", fault.getMessage()));
      }
    }

    /**
     * @return null where it is too large, whatever its length was said to be
     */
    private static byte[] body(Request request) throws IOException {
      try (InputStream in = Content.Source.asInputStream(request)) {
        byte[] body = in.readNBytes(LARGEST_BODY + 1);
        return body.length > LARGEST_BODY ? null : body;
      }
    }

    private void write(HttpResponse answer, Response response, Callback callback) {
      response.setStatus(answer.status());
      answer
          .headers()
          .values()
          .forEach(
              (name, values) -> values.forEach(value -> response.getHeaders().add(name, value)));
      if (answer.stream().isEmpty()) {
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
        return;
      }
      try (InputStream stream = answer.stream().get();
          OutputStream out = Content.Sink.asOutputStream(response)) {
        out.write(answer.body());
        stream.transferTo(out);
      } catch (IOException e) {
        callback.failed(e);
        return;
      }
      callback.succeeded();
    }
  }
}
