package ecommerce.suite;

import static ecommerce.suite.clients.Eventually.eventually;
import static ecommerce.suite.clients.Eventually.stays;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.GraphQl;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Orders;
import ecommerce.suite.clients.PaymentCompany;
import ecommerce.suite.clients.Person;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.target.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Giving money back: by whom, how much, and what everybody sees of it. */
@PlatformTest(needs = {Capability.GRAPHQL, Capability.USERS, Capability.LISTENER})
class RefundsIT {

  private static final int ATTEMPTS_AT_ONCE = 50;

  private final Platform platform;
  private final GraphQl admin;
  private final Person customer;
  private final Orders orders;
  private final PaymentCompany company;

  RefundsIT(Platform platform) {
    this.platform = platform;
    this.admin = platform.people().admin().graphQl();
    this.customer = platform.people().customer();
    this.orders = platform.orders();
    this.company = platform.paymentCompany();
  }

  private JsonNode refund(JsonNode order, Integer amount, String key) {
    ObjectNode input =
        Json.object("orderId", Orders.id(order), "reason", "broken", "idempotencyKey", key);
    if (amount != null) {
      input.put("amount", amount);
    }
    return admin
        .ask(
            "mutation ($input: RefundInput!) { refundOrder(input: $input) { success message errors"
                + " refund { orderId refundId amount reason by status failure } } }",
            "input",
            input)
        .data("refundOrder");
  }

  /** An order of 1000 and its delivery that is delivered and paid. */
  private ObjectNode paid() {
    ObjectNode order =
        (ObjectNode) platform.createOrder().make(customer.userId(), platform.shop().cart(1));
    eventually(
        () -> assertThat(platform.table("payment").get("orderId", Orders.id(order))).isPresent());
    orders.delivery("DeliveryCompleted", order);
    platform.events().await("PaymentProcessed", Orders.id(order));
    orders.awaitStatus(order, "FULFILLED");
    return order;
  }

  private static int total(JsonNode order) {
    return order.path("total").intValue();
  }

  private JsonNode standing(JsonNode order) {
    return company.status(order.path("paymentToken").asText());
  }

  private JsonNode seenByCustomer(JsonNode order) {
    return customer
        .graphQl()
        .ask(
            "query ($id: ID!) { getOrder(orderId: $id) { status refunded payment"
                + " { authorised captured released refunded } } }",
            "id",
            Orders.id(order))
        .data("getOrder");
  }

  @Test
  void partIsGivenBackAndShown() {
    ObjectNode order = paid();

    JsonNode answer = refund(order, 300, "k1");

    assertThat(answer.path("success").asBoolean()).as("%s", answer).isTrue();
    assertThat(answer.at("/refund/status").asText()).isEqualTo("DONE");
    assertThat(answer.at("/refund/by").asText()).isEqualTo(platform.people().admin().userId());
    assertThat(standing(order).path("refunded").intValue()).isEqualTo(300);
    JsonNode event = platform.events().await("PaymentRefunded", Orders.id(order));
    assertThat(event.path("detail"))
        .isEqualTo(
            Json.object(
                "orderId",
                Orders.id(order),
                "amount",
                300,
                "refundId",
                "k1",
                "refunded",
                300,
                "captured",
                total(order)));
    eventually(() -> assertThat(seenByCustomer(order).path("refunded").intValue()).isEqualTo(300));
    JsonNode seen = seenByCustomer(order);
    assertThat(seen.path("status").asText()).isEqualTo("FULFILLED");
    assertThat(seen.path("payment"))
        .isEqualTo(
            Json.object(
                "authorised",
                total(order),
                "captured",
                total(order),
                "released",
                0,
                "refunded",
                300));
  }

  @Test
  void orderIsRefundedWhenAllIsGivenBack() {
    ObjectNode order = paid();
    refund(order, 300, "k1");

    JsonNode rest = refund(order, null, "k2");

    assertThat(rest.at("/refund/amount").intValue()).isEqualTo(total(order) - 300);
    orders.awaitStatus(order, "REFUNDED");
    assertThat(orders.now(order).path("refunded").intValue()).isEqualTo(total(order));
    assertThat(refund(order, null, "k3").at("/errors/0").asText())
        .isEqualTo("nothing is left to give back");
    JsonNode refunds =
        admin
            .ask(
                "query ($id: ID!) { getRefunds(orderId: $id) { refunds { refundId amount reason"
                    + " status createdDate } nextToken } }",
                "id",
                Orders.id(order))
            .data("getRefunds");
    assertThat(refunds.path("refunds").findValuesAsText("refundId")).containsExactly("k1", "k2");
    assertThat(refunds.path("refunds").findValuesAsText("status")).containsOnly("DONE");
  }

  @Test
  void whatWasNotCapturedIsNotGivenBack() {
    ObjectNode order = paid();

    JsonNode tooMuch = refund(order, total(order) + 1, "k1");

    assertThat(tooMuch.path("success").asBoolean(true)).isFalse();
    assertThat(tooMuch.at("/errors/0").asText())
        .isEqualTo("amount is above what is left to give back, " + total(order));
    assertThat(
            refund(Json.object("orderId", UUID.randomUUID().toString()), 1, "k1")
                .at("/errors/0")
                .asText())
        .isEqualTo("nothing was captured for this order");
    assertThat(refund(order, 0, "k1").at("/errors/0").asText())
        .isEqualTo("input.amount is not at least 1");
    assertThat(standing(order).path("refunded").intValue()).isZero();
  }

  @Test
  void sameKeyIsTheSameRefund() {
    ObjectNode order = paid();
    JsonNode first = refund(order, 300, "k1");

    assertThat(refund(order, 300, "k1")).isEqualTo(first);
    assertThat(refund(order, 301, "k1").at("/errors/0").asText())
        .isEqualTo("idempotencyKey was used before for another amount or reason");

    assertThat(standing(order).path("refunded").intValue()).isEqualTo(300);
    platform.events().await("PaymentRefunded", Orders.id(order));
    stays(() -> assertThat(platform.events().of("PaymentRefunded", Orders.id(order))).hasSize(1));
  }

  @Test
  void refundThatTheCompanyRefusesIsVisibleAndCanBeRepeated() {
    ObjectNode order = paid();
    String token = order.path("paymentToken").asText();
    assertThat(company.refund(token, 900, "past the platform")).isTrue();

    JsonNode refused = refund(order, total(order), "k1");

    assertThat(refused.path("success").asBoolean(true)).isFalse();
    assertThat(refused.at("/refund/status").asText()).isEqualTo("REFUSED");
    assertThat(refused.at("/refund/failure").asText()).isNotBlank();
    JsonNode event = platform.events().await("RefundFailed", Orders.id(order));
    assertThat(event.at("/detail/reason").asText()).isNotBlank();
    JsonNode repeated = refund(order, total(order), "k1");
    assertThat(repeated.at("/refund/status").asText()).isEqualTo("REFUSED");
    assertThat(refund(order, 100, "k2").path("success").asBoolean()).isTrue();
  }

  @Test
  void manyRefundsAtOnceNeverGiveBackMoreThanWasCaptured() throws Exception {
    ObjectNode order = paid();
    int amount = total(order) / 30;
    List<Callable<JsonNode>> requests = new ArrayList<>();
    for (int i = 0; i < ATTEMPTS_AT_ONCE; i++) {
      String key = "k" + i;
      requests.add(() -> refund(order, amount, key));
    }
    List<JsonNode> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(ATTEMPTS_AT_ONCE)) {
      for (Future<JsonNode> answer : threads.invokeAll(requests)) {
        answers.add(answer.get());
      }
    }

    int given = total(order) / amount;
    assertThat(answers).filteredOn(answer -> answer.path("success").asBoolean()).hasSize(given);
    assertThat(standing(order).path("refunded").intValue()).isEqualTo(given * amount);
    eventually(
        () -> assertThat(orders.now(order).path("refunded").intValue()).isEqualTo(given * amount));
  }

  @Test
  void totalThatIsHeardOfAfterTheCaptureIsGivenBackOnce() {
    ObjectNode order = paid();
    ObjectNode lowered = orders.now(order).put("total", total(order) - 250);
    ObjectNode detail =
        Json.object("old", order, "new", lowered, "changed", Json.list("products", "total"));
    platform.bus().put("ecommerce.orders", "OrderModified", Orders.id(order), detail);
    platform.bus().put("ecommerce.orders", "OrderModified", Orders.id(order), detail);

    JsonNode event = platform.events().await("PaymentRefunded", Orders.id(order));

    assertThat(event.at("/detail/amount").intValue()).isEqualTo(250);
    stays(() -> assertThat(standing(order).path("refunded").intValue()).isEqualTo(250));
  }
}
