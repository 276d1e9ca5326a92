package ecommerce.suite;

import static ecommerce.suite.clients.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Orders;
import ecommerce.suite.clients.PaymentCompany;
import ecommerce.suite.clients.Person;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.target.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a customer sees of the way of an order. */
@PlatformTest(needs = {Capability.GRAPHQL, Capability.USERS, Capability.LISTENER})
class OrderHistoryIT {

  private static final String ORDER =
      "{ status createdDate modifiedDate total trackingNumber products { productId quantity }"
          + " ordered { total products { productId name price quantity } }"
          + " history { status date total products { productId quantity } } }";

  private final Platform platform;
  private final Person customer;
  private final Orders orders;

  OrderHistoryIT(Platform platform) {
    this.platform = platform;
    this.customer = platform.people().customer();
    this.orders = platform.orders();
  }

  private ObjectNode order(int... quantities) {
    ObjectNode order =
        (ObjectNode)
            platform.createOrder().make(customer.userId(), platform.shop().cart(quantities));
    eventually(
        () -> assertThat(platform.table("payment").get("orderId", Orders.id(order))).isPresent());
    return order;
  }

  private JsonNode seen(JsonNode order) {
    return customer
        .graphQl()
        .ask("query ($id: ID!) { getOrder(orderId: $id) " + ORDER + " }", "id", Orders.id(order))
        .data("getOrder");
  }

  private static List<String> texts(JsonNode list, String field) {
    return list.valueStream().map(entry -> entry.path(field).asText()).toList();
  }

  private JsonNode historyOf(JsonNode order, String... statuses) {
    return eventually(
        () -> {
          JsonNode seen = seen(order);
          assertThat(texts(seen.path("history"), "status")).containsExactly(statuses);
          return seen;
        });
  }

  @Test
  void tellsEachStatusWithItsTime() {
    ObjectNode order = order(1);
    List<String> dates = new ArrayList<>(List.of(order.path("createdDate").asText()));
    orders.packedAll(order);
    orders.awaitStatus(order, "PACKAGED");
    dates.add(orders.now(order).path("modifiedDate").asText());
    orders.delivery("DeliveryStarted", order);
    orders.awaitStatus(order, "IN_DELIVERY");
    dates.add(orders.now(order).path("modifiedDate").asText());
    orders.delivery("DeliveryCompleted", order);
    orders.awaitStatus(order, "FULFILLED");
    dates.add(orders.now(order).path("modifiedDate").asText());

    JsonNode seen = historyOf(order, "NEW", "PACKAGED", "IN_DELIVERY", "FULFILLED");
    assertThat(texts(seen.path("history"), "date")).isEqualTo(dates).isSorted();
    assertThat(seen.path("history").findValuesAsText("total"))
        .containsOnly(order.path("total").asText());
    assertThat(seen.at("/history/0/products")).isEqualTo(seen.path("products"));
    assertThat(seen.at("/history/1/products").isNull()).isTrue();
  }

  @Test
  void tellsWhatWasOrderedWhatWasPackedAndWhatWasCharged() {
    ObjectNode order = order(3, 1);
    String first = order.at("/products/0/productId").asText();
    orders.packed(order, Json.list(Json.object("productId", first, "quantity", 1)));
    orders.awaitStatus(order, "PACKAGED");
    long total = 1000 + order.path("deliveryPrice").longValue();
    PaymentCompany company = platform.paymentCompany();
    eventually(
        () -> assertThat(company.check(order.path("paymentToken").asText(), total + 1)).isFalse());
    orders.delivery("DeliveryCompleted", order);

    JsonNode seen = historyOf(order, "NEW", "PACKAGED", "FULFILLED");
    JsonNode packed = Json.list(Json.object("productId", first, "quantity", 1));
    assertThat(seen.path("products")).isEqualTo(packed);
    assertThat(seen.path("total").longValue()).isEqualTo(total);
    assertThat(seen.at("/ordered/total")).isEqualTo(order.path("total"));
    assertThat(seen.at("/ordered/products/0/quantity").intValue()).isEqualTo(3);
    assertThat(seen.at("/ordered/products/0/name")).isEqualTo(order.at("/products/0/name"));
    assertThat(seen.at("/ordered/products")).hasSize(2);
    assertThat(seen.at("/history/1/products")).isEqualTo(packed);
    assertThat(seen.at("/history/1/total").longValue()).isEqualTo(total);
    JsonNode charged = platform.events().await("PaymentProcessed", Orders.id(order));
    assertThat(charged.at("/detail/amount").longValue()).isEqualTo(total);
  }

  @Test
  void carriesItsTrackingNumberFromTheStartOfItsDelivery() {
    ObjectNode order = order(1);
    assertThat(seen(order).path("trackingNumber").isNull()).isTrue();
    orders.delivery("DeliveryStarted", order);
    orders.awaitStatus(order, "IN_DELIVERY");
    assertThat(seen(order).path("trackingNumber").asText()).isEqualTo("T-" + Orders.id(order));
    JsonNode modified =
        eventually(
            () -> {
              List<JsonNode> told = platform.events().of("OrderModified", Orders.id(order));
              assertThat(told).isNotEmpty();
              return told.getFirst();
            });
    assertThat(modified.at("/detail/changed"))
        .isEqualTo(Json.list("modifiedDate", "status", "trackingNumber"));
    orders.delivery("DeliveryCompleted", order);
    orders.awaitStatus(order, "FULFILLED");
    assertThat(seen(order).path("trackingNumber").asText()).isEqualTo("T-" + Orders.id(order));
  }

  @Test
  void knowsOfAnOrderThatWasWrittenByHandWhatItSays() {
    ObjectNode order =
        Json.object(
            "orderId",
            UUID.randomUUID().toString(),
            "userId",
            customer.userId(),
            "products",
            Json.list());
    platform.table("orders").put(order);
    JsonNode seen =
        eventually(
            () -> {
              JsonNode now = seen(order);
              assertThat(texts(now.path("history"), "status")).containsExactly("NEW");
              assertThat(now.at("/history/0/date").asText()).isNotEmpty().isNotEqualTo("null");
              return now;
            });
    assertThat(seen.at("/ordered/products")).isEqualTo(Json.list());
    assertThat(seen.at("/ordered/total").isNull()).isTrue();
  }
}
