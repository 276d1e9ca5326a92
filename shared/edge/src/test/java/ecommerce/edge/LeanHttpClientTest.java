package ecommerce.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

class LeanHttpClientTest {

  private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final AtomicInteger requests = new AtomicInteger();
  private ServerSocket server;

  /** How many requests are answered; the next one breaks its connection. */
  private volatile int answered = Integer.MAX_VALUE;

  private volatile boolean silent;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void sendsAPostOnceAlsoWhenAKeptConnectionBreaks() throws IOException {
    answered = 1;
    LeanHttpClient client = new LeanHttpClient();
    assertThat(post(client).httpResponse().statusCode()).isEqualTo(200);

    assertThatThrownBy(() -> post(client)).isInstanceOf(IOException.class);

    assertThat(requests).hasValue(2);
  }

  @Test
  void anAnswerThatTakesLongerThanItsLimitIsAnError() {
    silent = true;

    assertThatThrownBy(() -> post(new LeanHttpClient(Duration.ofMillis(100))))
        .isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void readsTheWholeAnswer() throws IOException {
    HttpExecuteResponse response = post(new LeanHttpClient());

    assertThat(response.responseBody().orElseThrow()).hasContent("ok");
  }

  private HttpExecuteResponse post(LeanHttpClient client) throws IOException {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"))
            .putHeader("Content-Length", "2")
            .build();
    return client
        .prepareRequest(
            HttpExecuteRequest.builder()
                .request(request)
                .contentStreamProvider(
                    () -> new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)))
                .build())
        .call();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      while (in.readLine() != null) {
        while (!in.readLine().isEmpty()) {
          // the headers
        }
        in.skip(2);
        if (requests.incrementAndGet() > answered) {
          return;
        }
        if (!silent) {
          socket.getOutputStream().write(ANSWER.getBytes(StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      // the client went away
    }
  }
}
