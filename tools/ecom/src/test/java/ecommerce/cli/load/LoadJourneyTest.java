package ecommerce.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import ecommerce.cli.shop.GraphQl;
import ecommerce.cli.shop.Person;
import ecommerce.cli.site.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A journey through a platform that answers at once. */
class LoadJourneyTest {

  private static final Duration SIGN_IN = Duration.ofMillis(1200);
  private static final Duration THINK = Duration.ofMillis(600);

  private static final Map<String, String> ANSWERS =
      Map.of(
          "getProducts", "{'products': [{'productId': 'desk', 'price': 100}]}",
          "getDeliveryPricing", "{'pricing': 5}",
          "createOrder", "{'success': true, 'order': {'orderId': 'o'}}",
          "getPackagingRequest", "{'orderId': 'o'}",
          "startPackaging", "{'success': true}",
          "completePackaging", "{'success': true}",
          "getDelivery", "{'orderId': 'o'}",
          "startDelivery", "{'success': true}",
          "completeDelivery", "{'success': true}",
          "getOrder", "{'status': 'FULFILLED'}");

  private final LoadRecord record = new LoadRecord();
  private final Map<String, String> errors = new ConcurrentHashMap<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/graphql",
        exchange -> {
          String query =
              new ObjectMapper().readTree(exchange.getRequestBody()).path("query").asText();
          String field = query.replaceAll("^[^{]*\\{ *(\\w+).*", "$1");
          String answer =
              errors.containsKey(field)
                  ? "{'errors':[{'message':'" + errors.get(field) + "'}]}"
                  : "{'data':{'" + field + "':" + ANSWERS.get(field) + "}}";
          byte[] body = answer.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void timesThePlatformAndNeitherThinkingNorSigningIn() throws InterruptedException {
    new LoadJourney(new Shop(), record, THINK).run(System.nanoTime());

    LoadReport report = record.report("test", Duration.ofSeconds(1));
    assertThat(report.fulfilled()).isEqualTo(1);
    assertThat(report.operations().get("getProducts").max()).isLessThan(SIGN_IN.toMillis());
    assertThat(report.operations().get("to packaging request").max())
        .isLessThan(THINK.toMillis() / 2);
  }

  @Test
  void saysWhyItWaitedInVain() {
    errors.put("getPackagingRequest", "the token has expired");
    LoadWait wait = new LoadWait(Duration.ofMillis(50));
    assertThatThrownBy(
            () -> new LoadJourney(new Shop(), record, Duration.ZERO, wait).run(System.nanoTime()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("to packaging request: not within")
        .hasMessageContaining("getPackagingRequest failed: the token has expired");
  }

  private final class Shop implements Buying {

    private final GraphQl api =
        GraphQl.withToken(
            "http://127.0.0.1:" + server.getAddress().getPort() + "/graphql", "token");

    @Override
    public void signIn() {
      LockSupport.parkNanos(SIGN_IN.toNanos());
    }

    @Override
    public GraphQl as(Person person) {
      return api;
    }

    @Override
    public String authorise(long amount) {
      return "payment-token";
    }
  }
}
