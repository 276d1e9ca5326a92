package ecommerce.suite;

import static ecommerce.suite.clients.Eventually.eventually;
import static ecommerce.suite.clients.Eventually.stays;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Orders;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.Shop;
import ecommerce.suite.target.Capability;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the events of the others make of an order. */
@PlatformTest(needs = Capability.LISTENER)
class OrderLifeIT {

  private final Platform platform;
  private final Orders orders;

  OrderLifeIT(Platform platform) {
    this.platform = platform;
    this.orders = platform.orders();
  }

  @Test
  void goesFromNewToFulfilled() {
    ObjectNode order = orders.make(1);
    orders.fulfil(order);
    assertThat(orders.now(order).path("modifiedDate").asText())
        .isGreaterThan(order.path("modifiedDate").asText());
  }

  @Test
  void endsWithPackagingFailedAndStaysThere() {
    ObjectNode order = orders.make(1);
    orders.packagingFailed(order);
    orders.awaitStatus(order, "PACKAGING_FAILED");
    orders.packedAll(order);
    orders.delivery("DeliveryStarted", order);
    orders.stayAsTheyAre(order);
  }

  @Test
  void endsWithDeliveryFailedAndStaysThere() {
    ObjectNode order = orders.make(1);
    orders.delivery("DeliveryFailed", order);
    orders.awaitStatus(order, "DELIVERY_FAILED");
    orders.delivery("DeliveryCompleted", order);
    orders.packedAll(order);
    orders.stayAsTheyAre(order);
  }

  @Test
  void isFulfilledByADeliveryThatIsReportedBeforeThePackage() {
    ObjectNode order = orders.make(2);
    orders.delivery("DeliveryCompleted", order);
    orders.awaitStatus(order, "FULFILLED");
    orders.packedAll(order);
    orders.delivery("DeliveryStarted", order);
    orders.delivery("DeliveryFailed", order);
    orders.packagingFailed(order);
    orders.stayAsTheyAre(order);
  }

  @Test
  void isNotChangedByAPackageThatComesLate() {
    ObjectNode whole = orders.make(2);
    orders.delivery("DeliveryStarted", whole);
    orders.awaitStatus(whole, "IN_DELIVERY");
    orders.packedAll(whole);
    orders.stayAsTheyAre(whole);
    orders.delivery("DeliveryCompleted", whole);
    orders.awaitStatus(whole, "FULFILLED");
    orders.packed(
        whole,
        Json.list(Json.object("productId", whole.at("/products/0/productId"), "quantity", 1)));
    orders.stayAsTheyAre(whole);
  }

  @Test
  void takesEveryEventTwice() {
    ObjectNode order = orders.make(2, 2);
    ArrayNode packed =
        Json.list(Json.object("productId", order.at("/products/0/productId"), "quantity", 1));
    orders.packed(order, packed);
    orders.awaitStatus(order, "PACKAGED");
    orders.packed(order, packed);
    orders.delivery("DeliveryStarted", order);
    orders.awaitStatus(order, "IN_DELIVERY");
    orders.delivery("DeliveryStarted", order);
    orders.delivery("DeliveryCompleted", order);
    orders.awaitStatus(order, "FULFILLED");
    orders.delivery("DeliveryCompleted", order);
    orders.stayAsTheyAre(order);
    eventually(
        () -> assertThat(platform.events().of("OrderModified", Orders.id(order))).hasSize(3));
    stays(() -> assertThat(platform.events().of("OrderModified", Orders.id(order))).hasSize(3));
  }

  @Test
  void takesWhatIsInAShortPackageInOneWrite() {
    ObjectNode order = orders.make(3, 2, 1);
    String first = order.at("/products/0/productId").asText();
    String third = order.at("/products/2/productId").asText();
    orders.packed(
        order,
        Json.list(
            Json.object("productId", first, "quantity", 2),
            Json.object("productId", third, "quantity", 1)));
    orders.awaitStatus(order, "PACKAGED");
    ObjectNode now = orders.now(order);
    ArrayNode expected =
        Json.list(
            ((ObjectNode) order.at("/products/0")).deepCopy().put("quantity", 2),
            order.at("/products/2"));
    assertThat(now.path("products")).isEqualTo(expected);
    assertThat(now.path("total").longValue())
        .isEqualTo(2 * 1000 + 3000 + order.path("deliveryPrice").longValue());
    assertThat(now.path("deliveryPrice")).isEqualTo(order.path("deliveryPrice"));
    JsonNode event = platform.events().await("OrderModified", Orders.id(order)).path("detail");
    assertThat(event.path("changed").valueStream().map(JsonNode::asText))
        .contains("status", "products", "total");
    assertThat(event.path("new")).isEqualTo(now);
    assertThat(event.path("old")).isEqualTo(order);
    stays(() -> assertThat(platform.events().of("OrderModified", Orders.id(order))).hasSize(1));
  }

  @Test
  void keepsItsProductsToTheLastAttributeWhenThePackageIsFull() {
    ObjectNode order = written("NEW");
    orders.packedAll(order);
    orders.awaitStatus(order, "PACKAGED");
    ObjectNode now = orders.now(order);
    assertThat(now.path("products")).isEqualTo(order.path("products"));
    assertThat(now.path("total")).isEqualTo(order.path("total"));
    JsonNode changed =
        platform.events().await("OrderModified", Orders.id(order)).at("/detail/changed");
    assertThat(changed.valueStream().map(JsonNode::asText))
        .contains("status")
        .doesNotContain("products", "total");
  }

  /** An order as a client may write it, of one product without a quantity. */
  private ObjectNode written(String status) {
    ObjectNode order =
        Json.object(
            "orderId",
            UUID.randomUUID().toString(),
            "userId",
            UUID.randomUUID().toString(),
            "createdDate",
            "2026-01-02T03:04:05.000Z",
            "modifiedDate",
            "2026-01-02T03:04:05.000Z",
            "status",
            status,
            "products",
            Json.list(Shop.newProduct(1500)),
            "address",
            Shop.address(),
            "deliveryPrice",
            1000,
            "paymentToken",
            platform.paymentCompany().preauthorise(2500),
            "total",
            2500);
    platform.table("orders").put(order);
    return order;
  }

  @Test
  void doesNotComeBackFromBeingCancelled() {
    ObjectNode order = orders.make(1);
    platform.table("orders").set("status", "CANCELLED", "orderId", Orders.id(order));
    orders.packedAll(order);
    orders.packagingFailed(order);
    orders.delivery("DeliveryCompleted", order);
    orders.stayAsTheyAre(order);
  }

  @Test
  void isRefundedOnlyAfterItWasFulfilled() {
    ObjectNode order = written("NEW");
    ObjectNode refund = Json.object("orderId", Orders.id(order), "amount", 2500);
    platform.bus().put("ecommerce.payment", "PaymentRefunded", Orders.id(order), refund);
    orders.stayAsTheyAre(order);
    orders.delivery("DeliveryCompleted", order);
    orders.awaitStatus(order, "FULFILLED");
    platform.bus().put("ecommerce.payment", "PaymentRefunded", Orders.id(order), refund);
    orders.awaitStatus(order, "REFUNDED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DeliveryStarted", "DeliveryCompleted", "DeliveryFailed"})
  void isNotMadeByAnEventOfAnOrderThatIsNotKnown(String type) {
    ObjectNode unknown =
        Json.object("orderId", UUID.randomUUID().toString(), "products", Json.list());
    orders.delivery(type, unknown);
    orders.packedAll(unknown);
    orders.packagingFailed(unknown);
    ObjectNode known = orders.make(1);
    orders.delivery("DeliveryStarted", known);
    orders.awaitStatus(known, "IN_DELIVERY");
    eventually(() -> assertThat(platform.events().about(Orders.id(unknown))).hasSize(3));
    stays(
        () -> {
          assertThat(platform.table("orders").get("orderId", Orders.id(unknown))).isEmpty();
          assertThat(platform.table("delivery").get("orderId", Orders.id(unknown))).isEmpty();
          assertThat(platform.events().about(Orders.id(unknown))).hasSize(3);
        });
  }

  @Test
  void tellsEveryChangeOfItsTable() {
    ObjectNode order = written("NEW");
    ObjectNode cancelled = order.deepCopy().put("status", "CANCELLED");
    ObjectNode cheaper = cancelled.deepCopy().put("total", 2000);
    platform.table("orders").put(cancelled);
    platform.table("orders").put(cheaper);
    platform.table("orders").delete("orderId", Orders.id(order));
    assertThat(platform.events().await("OrderCreated", Orders.id(order)).path("detail"))
        .isEqualTo(order);
    assertThat(platform.events().await("OrderDeleted", Orders.id(order)).path("detail"))
        .isEqualTo(cheaper);
    eventually(
        () ->
            assertThat(platform.events().of("OrderModified", Orders.id(order)))
                .extracting(event -> event.path("detail"))
                .containsExactlyInAnyOrder(
                    Json.object("old", order, "new", cancelled, "changed", Json.list("status")),
                    Json.object("old", cancelled, "new", cheaper, "changed", Json.list("total"))));
  }
}
