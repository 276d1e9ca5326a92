package ecommerce.suite;

import static ecommerce.suite.clients.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.GraphQl;
import ecommerce.suite.clients.GraphQlAnswer;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Person;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.Shop;
import ecommerce.suite.target.Capability;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@PlatformTest(needs = {Capability.GRAPHQL, Capability.USERS})
class GraphQlOrdersIT {

  private static final String ORDER =
      "{ orderId userId createdDate modifiedDate status deliveryPrice paymentToken total products {"
          + " productId name category price quantity tags pictures createdDate modifiedDate package"
          + " { width length height weight } } address { name companyName streetAddress postCode"
          + " city state country phoneNumber } }";

  private final Platform platform;
  private final Person customer;

  GraphQlOrdersIT(Platform platform) {
    this.platform = platform;
    this.customer = platform.people().customer();
  }

  private static GraphQlAnswer create(GraphQl api, ObjectNode cart) {
    return api.ask(
        "mutation ($order: CreateOrderRequest!) { createOrder(order: $order) { success message"
            + " errors order "
            + ORDER
            + " } }",
        "order",
        cart);
  }

  private static GraphQlAnswer get(GraphQl api, String orderId) {
    return api.ask("query ($id: ID!) { getOrder(orderId: $id) " + ORDER + " }", "id", orderId);
  }

  @Test
  void makesAnOrderAndGivesIt() {
    ObjectNode cart = platform.shop().cart(2);
    JsonNode answer = create(customer.graphQl(), cart).data("createOrder");
    assertThat(answer.path("success").asBoolean()).as("%s", answer).isTrue();
    assertThat(answer.path("errors").isEmpty()).isTrue();
    JsonNode order = answer.path("order");
    assertThat(order.path("userId").asText()).isEqualTo(customer.userId());
    assertThat(order.path("products")).isEqualTo(cart.path("products"));
    assertThat(order.path("address")).isEqualTo(cart.path("address"));
    assertThat(get(customer.graphQl(), order.path("orderId").asText()).data("getOrder"))
        .isEqualTo(order);
  }

  @Test
  void listsWhatIsWrongWithAnOrder() {
    ObjectNode cart = platform.shop().cart(1).put("paymentToken", "none").put("deliveryPrice", 1);
    JsonNode answer = create(customer.graphQl(), cart).data("createOrder");
    assertThat(answer.path("success").asBoolean(true)).isFalse();
    assertThat(answer.path("message").asText()).isNotBlank();
    assertThat(answer.path("errors")).hasSize(2);
    assertThat(answer.path("order").isNull()).isTrue();
  }

  @Test
  void givesOneOrderForTheSameRequestUnderTheSameKey() {
    ObjectNode cart = platform.shop().cart(1).put("idempotencyKey", UUID.randomUUID().toString());
    JsonNode first = create(customer.graphQl(), cart).data("createOrder");
    assertThat(first.path("success").asBoolean()).as("%s", first).isTrue();
    assertThat(create(customer.graphQl(), cart).data("createOrder")).isEqualTo(first);
  }

  @Test
  void refusesInputThatTheSchemaDoesNotAllow() {
    ObjectNode cart = platform.shop().cart(1);
    for (String field : new String[] {"products", "address", "deliveryPrice", "paymentToken"}) {
      ObjectNode without = cart.deepCopy();
      without.remove(field);
      assertThat(create(customer.graphQl(), without).errors()).as("without %s", field).isNotEmpty();
    }
    assertThat(create(customer.graphQl(), cart.deepCopy().put("userId", "another")).errors())
        .isNotEmpty();
    assertThat(create(customer.graphQl(), cart.deepCopy().put("deliveryPrice", "free")).errors())
        .isNotEmpty();
  }

  @Test
  void givesNullForTheOrderOfAnotherAndForNone() {
    String orderId =
        platform
            .createOrder()
            .make(customer.userId(), platform.shop().cart(1))
            .path("orderId")
            .asText();
    assertThat(get(customer.graphQl(), orderId).data("getOrder").isNull()).isFalse();
    assertThat(get(platform.people().customer().graphQl(), orderId).data("getOrder").isNull())
        .isTrue();
    assertThat(get(platform.people().admin().graphQl(), orderId).data("getOrder").isNull())
        .isTrue();
    assertThat(get(customer.graphQl(), UUID.randomUUID().toString()).data("getOrder").isNull())
        .isTrue();
    assertThat(get(customer.graphQl(), "").data("getOrder").isNull()).isTrue();
  }

  @Test
  void givesOnesOwnOrdersNewestFirstInPages() {
    List<String> dates = new ArrayList<>();
    for (int i = 0; i < 103; i++) {
      String date =
          String.format("2026-01-%02dT%02d:%02d:00.000Z", 1 + (i * 7) % 28, i % 24, i % 60);
      dates.add(date);
      platform.table("orders").put(written(customer.userId(), date));
    }
    platform
        .table("orders")
        .put(written("another-" + customer.userId(), "2026-01-15T00:00:00.000Z"));
    Collections.sort(dates, Collections.reverseOrder());
    eventually(
        () -> {
          JsonNode first = page(Json.parse("null"));
          assertThat(first.path("orders")).hasSize(100);
          JsonNode second = page(first.path("nextToken"));
          assertThat(second.path("nextToken").isNull()).isTrue();
          List<String> seen = new ArrayList<>();
          first.path("orders").forEach(order -> seen.add(order.path("createdDate").asText()));
          second.path("orders").forEach(order -> seen.add(order.path("createdDate").asText()));
          assertThat(seen).isEqualTo(dates);
        });
  }

  private JsonNode page(JsonNode nextToken) {
    String query =
        "query ($token: String) { getOrders(nextToken: $token) { orders { orderId createdDate }"
            + " nextToken } }";
    return customer.graphQl().ask(query, "token", nextToken).data("getOrders");
  }

  /** As few orders as possible are told to the others: these have no products and no payment. */
  private static ObjectNode written(String userId, String date) {
    return Json.object(
        "orderId",
        UUID.randomUUID().toString(),
        "userId",
        userId,
        "createdDate",
        date,
        "modifiedDate",
        date,
        "status",
        "FULFILLED",
        "products",
        Json.list(),
        "address",
        Shop.address(),
        "deliveryPrice",
        0,
        "total",
        0);
  }
}
