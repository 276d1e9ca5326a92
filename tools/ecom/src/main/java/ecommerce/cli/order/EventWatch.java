package ecommerce.cli.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ecommerce.cli.site.Aws;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Listens to the platform's events through its WebSocket listener (contracts.md, "Platform
 * listener").
 */
final class EventWatch implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final WebSocket socket;

  private EventWatch(WebSocket socket) {
    this.socket = socket;
  }

  /**
   * @param heard is given every event of the sources, in the order of their arrival
   */
  static EventWatch open(
      String listenerUrl, String region, List<String> sources, Consumer<JsonNode> heard) {
    URI url = URI.create(listenerUrl + "/");
    WebSocket.Builder builder =
        HttpClient.newHttpClient().newWebSocketBuilder().connectTimeout(Duration.ofSeconds(5));
    signature(url, region)
        .headers()
        .forEach(
            (name, values) -> {
              if (!name.equalsIgnoreCase("Host")) {
                builder.header(name, values.getFirst());
              }
            });
    WebSocket socket = await(builder.buildAsync(url, new Messages(heard)));
    for (String source : sources) {
      String frame =
          JSON.createObjectNode().put("action", "register").put("serviceName", source).toString();
      await(socket.sendText(frame, true));
    }
    return new EventWatch(socket);
  }

  private static SdkHttpRequest signature(URI url, String region) {
    URI http = URI.create(url.toString().replaceFirst("^ws", "http"));
    SignedRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(AwsCredentialsIdentity.create(Aws.ACCESS_KEY, Aws.SECRET_KEY))
                        .request(
                            SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(http).build())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region));
    return signed.request();
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(15, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    socket.abort();
  }

  private static final class Messages implements WebSocket.Listener {

    private final Consumer<JsonNode> heard;
    private final StringBuilder text = new StringBuilder();

    Messages(Consumer<JsonNode> heard) {
      this.heard = heard;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          heard.accept(JSON.readTree(text.toString()));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        } finally {
          text.setLength(0);
        }
      }
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }
}
