package ecommerce.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonApiTest {

  private final List<String> seen = new ArrayList<>();
  private int status = 200;
  private String answer = "{\"ok\": true}";
  private HttpServer server;
  private JsonApi api;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    api = JsonApi.open("http://127.0.0.1:" + server.getAddress().getPort() + "/prod");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void asksUnderTheStageAndReadsTheAnswer() {
    assertThat(api.post("/check", Json.object().put("amount", 5)))
        .isEqualTo(new JsonApi.Reply(200, Json.object().put("ok", true)));
    api.get("/backend/a%2Fb");

    assertThat(seen).containsExactly("POST /prod/check {\"amount\":5}", "GET /prod/backend/a%2Fb ");
  }

  @Test
  void aRefusalIsAReply() {
    status = 404;
    answer = "{\"message\": \"the order does not exist\"}";

    JsonApi.Reply reply = api.get("/backend/none");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.body().path("message").asText()).isEqualTo("the order does not exist");
  }

  @Test
  void anAnswerWithoutBodyIsAnEmptyObject() {
    answer = "";

    assertThat(api.get("/x")).isEqualTo(new JsonApi.Reply(200, Json.object()));
  }

  @ParameterizedTest
  @CsvSource({
    "500, {}, POST /check answered 500",
    "503, down, POST /check answered 503",
    "200, <html>, POST /check answered 200 with no JSON"
  })
  void faultOfTheOtherSideIsAnOutageAndAskedOnce(int status, String answer, String message) {
    this.status = status;
    this.answer = answer;

    assertThatThrownBy(() -> api.post("/check", Json.object()))
        .isInstanceOf(Outage.class)
        .hasMessage(message);
    assertThat(seen).hasSize(1);
  }

  @Test
  void primingAsksForTheRootAndNeverFails() {
    status = 403;

    assertThat(api.primed()).isSameAs(api);
    server.stop(0);
    api.primed();

    assertThat(seen).containsExactly("GET /prod/ ");
  }

  @Test
  void aServerThatIsNotThereIsAnOutage() {
    server.stop(0);

    assertThatThrownBy(() -> api.post("/check", Json.object()))
        .isInstanceOf(Outage.class)
        .hasMessageStartingWith("POST /check failed");
  }
}
