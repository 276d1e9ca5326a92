package ecommerce.payment.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import ecommerce.edge.Json;
import ecommerce.edge.JsonApi;
import ecommerce.payment.model.LedgerEntry;
import ecommerce.payment.model.LedgerEntry.Outcome;
import ecommerce.payment.model.MemoryRecords;
import ecommerce.payment.model.RefundAnswer;
import ecommerce.payment.model.RefundAnswer.Given;
import ecommerce.payment.model.RefundAnswer.Unanswered;
import ecommerce.payment.model.RefundRequest;
import ecommerce.payment.model.Refunds;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Refunds with a company over HTTP that gives the money back and then answers as it likes. */
class RefundsOverHttpTest {

  /** What happens to the answer to the first refund. */
  private enum Fault {
    LATE,
    FAULT_500,
    NONSENSE,
    CONNECTION_CLOSED,
    BEFORE_THE_MONEY_MOVED
  }

  private final Map<String, Long> refunds = Collections.synchronizedMap(new HashMap<>());
  private final List<String> announced = new ArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final MemoryRecords records = new MemoryRecords();
  private volatile Optional<Fault> fault = Optional.empty();
  private HttpServer server;
  private Refunds refundsOfOrders;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/refundPayment", this::refund);
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    refundsOfOrders =
        new Refunds(
            records.refunds(),
            new HttpPaymentCompany(JsonApi.open(url, Duration.ofMillis(300))),
            (refund, sum) -> announced.add(refund.status() + " " + sum.refunded()));
    records.ledger().write(new LedgerEntry("t", "o", Outcome.PROCESSED, 1000, Optional.empty()));
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @ParameterizedTest
  @EnumSource
  void refundWhoseAnswerIsLostIsPendingAndThenGivenBackOnce(Fault first) {
    fault = Optional.of(first);
    assertThat(ask()).isInstanceOf(Unanswered.class);
    assertThat(announced).isEmpty();
    fault = Optional.empty();

    assertThat(ask()).isInstanceOf(Given.class);
    assertThat(ask()).isInstanceOf(Given.class);

    assertThat(refunds).containsExactly(Map.entry("k", 400L));
    assertThat(announced).containsExactly("DONE 400");
    assertThat(records.refunds().captured("o").orElseThrow().left()).isEqualTo(600);
  }

  private RefundAnswer ask() {
    return refundsOfOrders.refund(
        new RefundRequest("o", "k", OptionalLong.of(400), "broken", "somebody"));
  }

  private void refund(HttpExchange exchange) throws IOException {
    Optional<Fault> now = fault;
    JsonNode request =
        Json.parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    if (now.filter(Fault.BEFORE_THE_MONEY_MOVED::equals).isEmpty()) {
      refunds.put(request.path("refundId").asText(), request.path("amount").asLong());
    }
    if (now.isEmpty()) {
      answer(exchange, 200, "{\"ok\":true}");
      return;
    }
    switch (now.get()) {
      case LATE -> {
        awaitEnd();
        exchange.close();
      }
      case FAULT_500, BEFORE_THE_MONEY_MOVED -> answer(exchange, 500, "{}");
      case NONSENSE -> answer(exchange, 200, "<html>");
      case CONNECTION_CLOSED -> exchange.close();
    }
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
