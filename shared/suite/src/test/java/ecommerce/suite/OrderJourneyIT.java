package ecommerce.suite;

import static ecommerce.suite.clients.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.GraphQl;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.PaymentCompany;
import ecommerce.suite.clients.Person;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.target.Capability;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders from the shelf to their end, with people doing what people do, through GraphQL. */
@PlatformTest(needs = {Capability.GRAPHQL, Capability.USERS, Capability.LISTENER})
class OrderJourneyIT {

  private final Platform platform;
  private final PaymentCompany company;
  private final Person customer;
  private final GraphQl packer;
  private final GraphQl courier;

  OrderJourneyIT(Platform platform) {
    this.platform = platform;
    this.company = platform.paymentCompany();
    this.customer = platform.people().customer();
    this.packer = platform.people().packer().graphQl();
    this.courier = platform.people().courier().graphQl();
  }

  private ObjectNode order(int... quantities) {
    JsonNode answer =
        customer
            .graphQl()
            .ask(
                "mutation ($order: CreateOrderRequest!) { createOrder(order: $order)"
                    + " { success errors order { orderId } } }",
                "order",
                platform.shop().cart(quantities))
            .data("createOrder");
    assertThat(answer.path("success").asBoolean()).as("%s", answer).isTrue();
    return platform
        .table("orders")
        .get("orderId", answer.at("/order/orderId").asText())
        .orElseThrow();
  }

  private static ObjectNode input(JsonNode order) {
    return Json.object("orderId", order.path("orderId"));
  }

  private void startPackaging(ObjectNode order) {
    eventually(
        () ->
            packer
                .act("startPackaging", "PackagingInput", input(order))
                .succeeded("startPackaging"));
  }

  private void completePackaging(ObjectNode order) {
    packer.act("completePackaging", "PackagingInput", input(order)).succeeded("completePackaging");
  }

  private void lower(ObjectNode order, int index, int quantity) {
    ObjectNode input = input(order);
    input
        .put("productId", order.at("/products/" + index + "/productId").asText())
        .put("quantity", quantity);
    packer
        .act("updatePackagingProduct", "UpdatePackagingProductInput", input)
        .succeeded("updatePackagingProduct");
  }

  private void startDelivery(ObjectNode order) {
    eventually(
        () ->
            courier.act("startDelivery", "DeliveryInput", input(order)).succeeded("startDelivery"));
  }

  private void endDelivery(ObjectNode order, String field) {
    courier.act(field, "DeliveryInput", input(order)).succeeded(field);
  }

  private JsonNode seenByCustomer(ObjectNode order) {
    return customer
        .graphQl()
        .ask(
            "query ($id: ID!) { getOrder(orderId: $id) { status total products { productId quantity"
                + " } } }",
            "id",
            order.path("orderId"))
        .data("getOrder");
  }

  private void reaches(ObjectNode order, String status) {
    eventually(() -> assertThat(seenByCustomer(order).path("status").asText()).isEqualTo(status));
  }

  private List<String> events(ObjectNode order) {
    return platform.events().typesAbout(order.path("orderId").asText());
  }

  private void isCaptured(ObjectNode order, long amount) {
    String token = order.path("paymentToken").asText();
    JsonNode event = platform.events().await("PaymentProcessed", order.path("orderId").asText());
    assertThat(event.at("/detail/amount").longValue()).isEqualTo(amount);
    assertThat(company.check(token, 0)).isFalse();
    assertThat(company.refund(token, amount + 1)).isFalse();
    assertThat(company.refund(token, amount)).isTrue();
  }

  private void isReleased(ObjectNode order) {
    String token = order.path("paymentToken").asText();
    platform.events().await("PaymentCancelled", order.path("orderId").asText());
    assertThat(company.process(token)).isFalse();
    assertThat(company.cancel(token)).isTrue();
    assertThat(events(order)).doesNotContain("PaymentProcessed");
  }

  @Test
  void endsWithTheOrderFulfilledAndTheMoneyCaptured() {
    ObjectNode order = order(2, 1);
    startPackaging(order);
    completePackaging(order);
    reaches(order, "PACKAGED");
    startDelivery(order);
    reaches(order, "IN_DELIVERY");
    endDelivery(order, "completeDelivery");
    reaches(order, "FULFILLED");
    isCaptured(order, order.path("total").longValue());
    ObjectNode now = platform.orders().now(order);
    assertThat(now.path("products")).isEqualTo(order.path("products"));
    assertThat(now.path("total")).isEqualTo(order.path("total"));
    eventually(
        () ->
            assertThat(events(order))
                .containsOnlyOnce(
                    "OrderCreated",
                    "PackageCreated",
                    "DeliveryStarted",
                    "DeliveryCompleted",
                    "PaymentProcessed"));
    eventually(
        () ->
            assertThat(platform.events().of("OrderModified", order.path("orderId").asText()))
                .hasSize(3));
  }

  @Test
  void capturesTheNewTotalOfAShortPackage() {
    ObjectNode order = order(3, 1);
    startPackaging(order);
    lower(order, 0, 1);
    lower(order, 1, 0);
    completePackaging(order);
    reaches(order, "PACKAGED");
    long total = 1000 + order.path("deliveryPrice").longValue();
    JsonNode seen = seenByCustomer(order);
    assertThat(seen.path("total").longValue()).isEqualTo(total);
    assertThat(seen.path("products"))
        .isEqualTo(
            Json.list(Json.object("productId", order.at("/products/0/productId"), "quantity", 1)));
    startDelivery(order);
    eventually(
        () -> assertThat(company.check(order.path("paymentToken").asText(), total + 1)).isFalse());
    endDelivery(order, "completeDelivery");
    reaches(order, "FULFILLED");
    isCaptured(order, total);
  }

  @Test
  void releasesTheMoneyWhenNothingCouldBePacked() {
    ObjectNode order = order(2, 1);
    startPackaging(order);
    lower(order, 0, 0);
    lower(order, 1, 0);
    completePackaging(order);
    reaches(order, "PACKAGING_FAILED");
    isReleased(order);
  }

  @Test
  void releasesTheMoneyWhenTheDeliveryFails() {
    ObjectNode order = order(1);
    startPackaging(order);
    completePackaging(order);
    startDelivery(order);
    endDelivery(order, "failDelivery");
    reaches(order, "DELIVERY_FAILED");
    isReleased(order);
  }

  @Test
  void releasesTheMoneyWhenTheDeliveryIsRemoved() {
    ObjectNode order = order(1);
    startPackaging(order);
    completePackaging(order);
    startDelivery(order);
    platform.table("delivery").delete("orderId", order.path("orderId").asText());
    reaches(order, "DELIVERY_FAILED");
    isReleased(order);
  }

  @Test
  void releasesTheMoneyAndThePackagingRequestWhenTheOrderIsCancelled() {
    ObjectNode order = order(1);
    String id = order.path("orderId").asText();
    eventually(() -> assertThat(platform.table("warehouse").query("orderId", id)).hasSize(2));
    eventually(() -> assertThat(platform.table("payment").get("orderId", id)).isPresent());
    platform.table("orders").set("status", "CANCELLED", "orderId", id);
    eventually(() -> assertThat(platform.table("warehouse").query("orderId", id)).isEmpty());
    isReleased(order);
  }
}
