package ecommerce.suite.clients;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** One connection to the platform's WebSocket listener; keeps every message that comes. */
public final class EventListener implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 20;

  private final List<JsonNode> messages;
  private final WebSocket socket;

  private EventListener(WebSocket socket, List<JsonNode> messages) {
    this.socket = socket;
    this.messages = messages;
  }

  /**
   * @throws CompletionException where the handshake is refused, with a WebSocketHandshakeException
   *     that has the answer
   */
  static EventListener open(HttpClient http, String listenerUrl, Signing signing) {
    URI url = URI.create(listenerUrl + "/");
    List<JsonNode> messages = new CopyOnWriteArrayList<>();
    WebSocket.Builder builder = http.newWebSocketBuilder();
    URI signed = URI.create(listenerUrl.replaceFirst("^ws", "http") + "/");
    signing.headers("GET", signed, Optional.empty()).forEach(builder::header);
    return new EventListener(await(builder.buildAsync(url, new Messages(messages))), messages);
  }

  /**
   * Subscribes to a source. There is no answer; an event that happens from now on should be heard.
   */
  public void register(String source) {
    send(Json.object("action", "register", "serviceName", source).toString());
  }

  /** Sends any frame. */
  public synchronized void send(String frame) {
    await(socket.sendText(frame, true));
  }

  public List<JsonNode> events() {
    return List.copyOf(messages);
  }

  public boolean isOpen() {
    return !socket.isInputClosed() && !socket.isOutputClosed();
  }

  @Override
  public void close() {
    socket.abort();
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  private record Messages(List<JsonNode> messages, StringBuilder text)
      implements WebSocket.Listener {

    Messages(List<JsonNode> messages) {
      this(messages, new StringBuilder());
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        messages.add(Json.parse(text.toString()));
        text.setLength(0);
      }
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }
}
