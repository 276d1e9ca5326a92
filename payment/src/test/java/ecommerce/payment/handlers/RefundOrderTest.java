package ecommerce.payment.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.edge.Edge;
import ecommerce.edge.Event;
import ecommerce.edge.Json;
import ecommerce.edge.Settings;
import ecommerce.payment.adapters.BusAnnouncements;
import ecommerce.payment.model.FakeCompany;
import ecommerce.payment.model.LedgerEntry;
import ecommerce.payment.model.LedgerEntry.Outcome;
import ecommerce.payment.model.MemoryRecords;
import ecommerce.payment.model.Move;
import ecommerce.payment.model.Refunds;
import ecommerce.testing.Invocation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefundOrderTest {

  private final MemoryRecords records = new MemoryRecords();
  private final FakeCompany company = new FakeCompany();
  private final List<Event> published = new ArrayList<>();
  private final RefundOrder refundOrder =
      new RefundOrder(
          new Edge(new Settings(Map.of())),
          new Refunds(records.refunds(), company, new BusAnnouncements(this::publish)));

  private List<Event> publish(List<Event> events) {
    published.addAll(events);
    return List.of();
  }

  @BeforeEach
  void capture() {
    company.authorise("secret", 1000);
    company.settle("secret", Move.CAPTURE);
    records
        .ledger()
        .write(new LedgerEntry("secret", "o1", Outcome.PROCESSED, 1000, Optional.empty()));
  }

  @Test
  void givesBackAndSaysSo() {
    JsonNode answer = ask("{'orderId':'o1','amount':300,'reason':'broken','idempotencyKey':'k1'}");

    assertThat(answer)
        .isEqualTo(
            json(
                "{'success':true,'message':'Refunded','refund':{'orderId':'o1','refundId':'k1',"
                    + "'amount':300,'reason':'broken','by':'u1','status':'DONE'}}"));
    assertThat(published)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo("PaymentRefunded");
              assertThat(Json.parse(event.detail().toString()))
                  .isEqualTo(
                      json(
                          "{'orderId':'o1','amount':300,'refundId':'k1','refunded':300,'captured':1000}"));
            });
  }

  @Test
  void givesBackAllWhereNoAmountIsNamed() {
    JsonNode answer = ask("{'orderId':'o1','reason':'broken','idempotencyKey':'k1'}");

    assertThat(answer.at("/refund/amount").asLong()).isEqualTo(1000);
  }

  @Test
  void refusalOfTheCompanyIsShownWithItsReason() {
    company.refusesRefunds = true;

    JsonNode answer = ask("{'orderId':'o1','amount':300,'reason':'broken','idempotencyKey':'k1'}");

    assertThat(answer.path("success").asBoolean()).isFalse();
    assertThat(answer.at("/refund/status").asText()).isEqualTo("REFUSED");
    assertThat(answer.at("/refund/failure").asText()).contains("refused to give the amount back");
    assertThat(answer.at("/errors/0").asText()).contains("refused to give the amount back");
    assertThat(published)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo("RefundFailed");
              assertThat(event.detail().path("reason").asText()).contains("refused");
              assertThat(event.detail().path("refundId").asText()).isEqualTo("k1");
            });
  }

  @Test
  void lostAnswerIsShownAsPending() {
    company.losesAnswers = true;

    JsonNode answer = ask("{'orderId':'o1','amount':300,'reason':'broken','idempotencyKey':'k1'}");

    assertThat(answer.path("success").asBoolean()).isFalse();
    assertThat(answer.at("/refund/status").asText()).isEqualTo("PENDING");
    assertThat(answer.path("message").asText()).contains("asked again");
    assertThat(published).isEmpty();
  }

  @Test
  void sameRequestAgainHasTheFirstAnswerAndIsNotCountedAgain() {
    String input = "{'orderId':'o1','amount':300,'reason':'broken','idempotencyKey':'k1'}";
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream console = System.out;
    System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      assertThat(ask(input)).isEqualTo(ask(input));
    } finally {
      System.setOut(console);
    }

    assertThat(log.toString(StandardCharsets.UTF_8).lines())
        .filteredOn(line -> line.contains("\"AmountRefunded\":300"))
        .hasSize(1);
    assertThat(company.refunded("secret")).isEqualTo(300);
  }

  @Test
  void impossibleRefundSaysWhy() {
    assertThat(ask("{'orderId':'o1','amount':1001,'reason':'broken','idempotencyKey':'k1'}"))
        .isEqualTo(
            json(
                "{'success':false,'message':'The order cannot be refunded',"
                    + "'errors':['amount is above what is left to give back, 1000']}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'amount':1,'reason':'x','idempotencyKey':'k'}                   | input.orderId is missing
          {'orderId':'o1','amount':0,'reason':'x','idempotencyKey':'k'}    | input.amount is not at least 1
          {'orderId':'o1','amount':-1,'reason':'x','idempotencyKey':'k'}   | input.amount is negative
          {'orderId':'o1','amount':'1','reason':'x','idempotencyKey':'k'}  | input.amount is not a number
          {'orderId':'o1','amount':1,'idempotencyKey':'k'}                 | input.reason is missing
          {'orderId':'o1','amount':1,'reason':' ','idempotencyKey':'k'}    | input.reason is empty
          {'orderId':'o1','amount':1,'reason':'x'}                         | input.idempotencyKey is missing
          """)
  void refusesInvalidRequestAndNamesTheField(String input, String message) {
    JsonNode answer = ask(input);

    assertThat(answer.path("success").asBoolean()).isFalse();
    assertThat(answer.path("errors")).hasSize(1);
    assertThat(answer.at("/errors/0").asText()).isEqualTo(message);
  }

  @Test
  void refusesAKeyThatTheServiceKeepsForItself() {
    assertThat(
            ask("{'orderId':'o1','reason':'x','idempotencyKey':'total/5'}")
                .at("/errors/0")
                .asText())
        .startsWith("input.idempotencyKey begins");
  }

  @Test
  void listsEverythingThatIsWrong() {
    assertThat(ask("{'amount':0}").path("errors")).hasSize(4);
    assertThat(
            ask("{'orderId':'o1','reason':'x','idempotencyKey':'%s'}".formatted("k".repeat(201)))
                .at("/errors/0")
                .asText())
        .isEqualTo("input.idempotencyKey has more than 200 characters");
  }

  private JsonNode ask(String input) {
    return Invocation.of(refundOrder, "{'by':'u1','input':" + input + "}");
  }

  private static JsonNode json(String text) {
    return Json.parse(text.replace('\'', '"'));
  }
}
