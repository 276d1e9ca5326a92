package ecommerce.payment.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import ecommerce.edge.JsonApi;
import ecommerce.edge.Outage;
import ecommerce.payment.model.Move;
import ecommerce.payment.model.PaymentCompany.Answer;
import ecommerce.payment.model.Standing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpPaymentCompanyTest {

  private final List<String> requests = new ArrayList<>();
  private HttpServer server;
  private int status = 200;
  private String answer = "{\"ok\":true}";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void speaksTheLanguageOfTheCompany() {
    company().check("t", 1);
    company().updateAmount("t", 2);
    company().settle("t", Move.CAPTURE);
    company().settle("t", Move.RELEASE);
    company().refund("t", "r", 3);

    assertThat(requests)
        .containsExactly(
            "POST /dev/check {\"paymentToken\":\"t\",\"amount\":1}",
            "POST /dev/updateAmount {\"paymentToken\":\"t\",\"amount\":2}",
            "POST /dev/processPayment {\"paymentToken\":\"t\"}",
            "POST /dev/cancelPayment {\"paymentToken\":\"t\"}",
            "POST /dev/refundPayment {\"paymentToken\":\"t\",\"amount\":3,\"refundId\":\"r\"}");
  }

  @Test
  void readsItsAnswers() {
    assertThat(company().check("t", 1)).isTrue();
    assertThat(company().settle("t", Move.CAPTURE))
        .isEqualTo(new Answer(true, OptionalLong.empty()));

    answer = "{\"ok\":true,\"amount\":7}";
    assertThat(company().settle("t", Move.CAPTURE)).isEqualTo(new Answer(true, OptionalLong.of(7)));

    answer = "{\"ok\":false}";
    assertThat(company().updateAmount("t", 1)).isFalse();
    assertThat(company().settle("t", Move.RELEASE))
        .isEqualTo(new Answer(false, OptionalLong.empty()));
  }

  @Test
  void readsWhereATokenStands() {
    answer = "{\"status\":\"CAPTURED\",\"amount\":7,\"refunded\":2}";
    assertThat(company().standing("t")).isEqualTo(new Standing(Standing.Is.CAPTURED, 7, 2));

    answer = "{\"status\":\"UNKNOWN\"}";
    assertThat(company().standing("t")).isEqualTo(new Standing(Standing.Is.UNKNOWN, 0, 0));
    assertThat(requests.getLast()).isEqualTo("POST /dev/status {\"paymentToken\":\"t\"}");
  }

  @Test
  void whatTheCompanyCallsNoTokenIsUnknown() {
    status = 400;
    answer = "{\"message\":\"paymentToken is empty\"}";

    assertThat(company().standing(" ")).isEqualTo(new Standing(Standing.Is.UNKNOWN, 0, 0));
  }

  @ParameterizedTest
  @CsvSource({"404,{}", "200,{}", "200,{\"status\":\"ELSEWHERE\"}"})
  void standingThatIsNoneIsAnOutage(int status, String answer) {
    this.status = status;
    this.answer = answer;

    assertThatThrownBy(() -> company().standing("t")).isInstanceOf(Outage.class);
  }

  @ParameterizedTest
  @CsvSource({"500,{}", "400,{}", "403,{}", "200,{}", "200,nonsense"})
  void anythingButAClearAnswerIsAnOutage(int status, String answer) {
    this.status = status;
    this.answer = answer;

    assertThatThrownBy(() -> company().settle("t", Move.CAPTURE)).isInstanceOf(Outage.class);
  }

  @Test
  void companyThatCannotBeReachedIsAnOutage() {
    HttpPaymentCompany company = company();
    server.stop(0);

    assertThatThrownBy(() -> company.check("secret-token", 1))
        .isInstanceOf(Outage.class)
        .hasMessageNotContaining("secret-token");
  }

  private HttpPaymentCompany company() {
    return new HttpPaymentCompany(
        JsonApi.open("http://localhost:" + server.getAddress().getPort() + "/dev"));
  }
}
