package ecommerce.orders.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import ecommerce.edge.Json;
import ecommerce.edge.JsonApi;
import ecommerce.orders.Requests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks against a server that stands for the other services. */
class ChecksTest {

  private record Reply(int status, String body) {}

  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final Map<String, String> questions = new ConcurrentHashMap<>();
  private final List<Throwable> outages = new ArrayList<>();
  private final CountDownLatch hanging = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
          questions.put(
              path, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          Reply reply = replies.get(path);
          if (reply.status() == 0) {
            await();
          }
          byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(reply.status(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    products(200, "{\"message\":\"fine\"}");
    pricing(200, "{\"pricing\":500}");
    payment(200, "{\"ok\":true}");
  }

  @AfterEach
  void stop() {
    hanging.countDown();
    server.stop(0);
  }

  @Test
  void findsNothingWrongWhenEveryServiceAgrees() {
    assertThat(problems()).isEmpty();
    assertThat(outages).isEmpty();
  }

  @Test
  void asksEachServiceForWhatItKnows() {
    problems();

    OrderRequest request = Requests.request(Requests.event());
    assertThat(Json.parse(questions.get("POST /products/backend/validate")).path("products"))
        .hasSize(2);
    assertThat(
            Json.parse(questions.get("POST /pricing/backend/pricing")).path("address").toString())
        .isEqualTo(request.address().toString());
    assertThat(questions.get("POST /payment/backend/validate"))
        .isEqualTo("{\"paymentToken\":\"token-1\",\"total\":2500}");
  }

  @Test
  void listsEverythingThatIsWrong() {
    products(
        200,
        "{\"message\":\"product desk does not exist\",\"products\":[{\"productId\":\"desk\"}]}");
    pricing(200, "{\"pricing\":700}");
    payment(200, "{\"ok\":false}");

    assertThat(problems())
        .containsExactly(
            "product desk does not exist",
            "delivery price is 700, not 500",
            "payment token is not authorised for the total of 2500");
  }

  @Test
  void passesOnWhyAServiceRefusedTheRequest() {
    pricing(400, "{\"message\":\"products are too large\"}");

    assertThat(problems()).containsExactly("products are too large");
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 500, 503})
  void takesAServiceThatDoesNotAnswerAsItShouldForAProblem(int status) {
    products(status, "{\"message\":\"no\"}");

    assertThat(problems()).containsExactly("products could not be checked, try again later");
    assertThat(outages).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "[]", "nonsense", "{\"message\":1,\"pricing\":\"1\",\"ok\":\"true\"}"})
  void takesAnAnswerThatSaysNothingForAnOutage(String body) {
    products(200, body);
    pricing(200, body);
    payment(200, body);

    assertThat(problems())
        .containsExactly(
            "products could not be checked, try again later",
            "delivery price could not be checked, try again later",
            "payment could not be checked, try again later");
  }

  @Test
  void doesNotWaitForeverForAServiceThatHangs() {
    payment(0, "");

    assertThat(problems()).containsExactly("payment could not be checked in time, try again later");
  }

  @Test
  void takesAServiceThatIsNotThereForAProblem() {
    server.stop(0);

    assertThat(problems()).hasSize(3);
    assertThat(outages).hasSize(3);
  }

  private List<String> problems() {
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    Checks checks =
        new Checks(
            List.of(
                new ProductsCheck(JsonApi.open(base + "/products")),
                new PricingCheck(JsonApi.open(base + "/pricing")),
                new PaymentCheck(JsonApi.open(base + "/payment"))),
            Duration.ofMillis(1500));
    return checks.problems(Requests.request(Requests.event()), outages::add).stream()
        .map(Problem::words)
        .toList();
  }

  private void products(int status, String body) {
    replies.put("POST /products/backend/validate", new Reply(status, body));
  }

  private void pricing(int status, String body) {
    replies.put("POST /pricing/backend/pricing", new Reply(status, body));
  }

  private void payment(int status, String body) {
    replies.put("POST /payment/backend/validate", new Reply(status, body));
  }

  private void await() {
    try {
      hanging.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
