package ecommerce.suite;

import static ecommerce.suite.clients.Eventually.eventually;
import static ecommerce.suite.clients.Eventually.stays;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.GraphQl;
import ecommerce.suite.clients.GraphQlAnswer;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Orders;
import ecommerce.suite.clients.PaymentCompany;
import ecommerce.suite.clients.Person;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.Shop;
import ecommerce.suite.clients.Table;
import ecommerce.suite.target.Capability;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may cancel an order, from where, and what becomes of its packaging and its payment. */
@PlatformTest(needs = {Capability.GRAPHQL, Capability.USERS, Capability.LISTENER})
class CancelOrderIT {

  private static final String METADATA = "__metadata";

  private final Platform platform;
  private final Person customer;
  private final Orders orders;
  private final Table warehouse;
  private final PaymentCompany company;

  CancelOrderIT(Platform platform) {
    this.platform = platform;
    this.customer = platform.people().customer();
    this.orders = platform.orders();
    this.warehouse = platform.table("warehouse");
    this.company = platform.paymentCompany();
  }

  private static GraphQlAnswer cancel(GraphQl api, JsonNode order) {
    return api.ask(
        "mutation ($id: ID!) { cancelOrder(orderId: $id) { success } }", "id", Orders.id(order));
  }

  private static void refused(GraphQlAnswer answer, String type, String... reasons) {
    assertThat(answer.error("cancelOrder")).contains(reasons);
    assertThat(answer.errors().getFirst().path("errorType").asText()).isEqualTo(type);
  }

  private ObjectNode order() {
    return (ObjectNode) platform.createOrder().make(customer.userId(), platform.shop().cart(2, 1));
  }

  private ObjectNode knownToTheWarehouse() {
    ObjectNode order = order();
    eventually(() -> assertThat(request(order)).hasSize(3));
    return order;
  }

  private java.util.List<ObjectNode> request(JsonNode order) {
    return warehouse.query("orderId", Orders.id(order));
  }

  /** As few attributes as an operator may write; nothing else hears of it. */
  private ObjectNode written(String status) {
    ObjectNode order =
        Json.object(
            "orderId",
            UUID.randomUUID().toString(),
            "userId",
            customer.userId(),
            "products",
            Json.list(),
            "address",
            Shop.address());
    if (!status.isEmpty()) {
      order.put("status", status);
    }
    platform.table("orders").put(order);
    return order;
  }

  @Test
  void isCancelledByItsCustomerWithItsPackagingAndItsPayment() {
    ObjectNode order = knownToTheWarehouse();
    cancel(customer.graphQl(), order).succeeded("cancelOrder");
    ObjectNode now = orders.now(order);
    assertThat(now.path("status").asText()).isEqualTo("CANCELLED");
    assertThat(now.path("modifiedDate").asText())
        .isGreaterThan(order.path("modifiedDate").asText());
    now.set("status", order.get("status"));
    now.set("modifiedDate", order.get("modifiedDate"));
    assertThat(now).isEqualTo(order);
    assertThat(warehouse.get("orderId", Orders.id(order), "productId", METADATA)).isEmpty();
    eventually(() -> assertThat(request(order)).isEmpty());
    isReleased(order);
    assertThat(platform.events().typesAbout(Orders.id(order)))
        .doesNotContain("PackageCreated", "PackagingFailed");
  }

  private void isReleased(ObjectNode order) {
    platform.events().await("PaymentCancelled", Orders.id(order));
    String token = order.path("paymentToken").asText();
    assertThat(company.check(token, 0)).isFalse();
    assertThat(company.process(token)).isFalse();
    eventually(
        () -> assertThat(platform.table("payment").get("orderId", Orders.id(order))).isEmpty());
  }

  @Test
  void isCancelledByAnAdministrator() {
    ObjectNode order = knownToTheWarehouse();
    cancel(platform.people().admin().graphQl(), order).succeeded("cancelOrder");
    orders.awaitStatus(order, "CANCELLED");
    isReleased(order);
  }

  @Test
  void looksToOthersAsIfItDidNotExist() {
    ObjectNode order = knownToTheWarehouse();
    JsonNode none = Json.object("orderId", UUID.randomUUID().toString());
    for (Person person :
        new Person[] {
          platform.people().customer(), platform.people().packer(), platform.people().courier()
        }) {
      refused(cancel(person.graphQl(), order), "NotFound", "there is no order " + Orders.id(order));
      refused(cancel(person.graphQl(), none), "NotFound", "there is no order " + Orders.id(none));
    }
    refused(cancel(platform.people().admin().graphQl(), none), "NotFound", "there is no order");
    for (String id : new String[] {"", "o".repeat(3000)}) {
      JsonNode noId = Json.object("orderId", id);
      refused(cancel(platform.people().admin().graphQl(), noId), "NotFound", "there is no order");
    }
    assertThat(orders.now(order)).isEqualTo(order);
    assertThat(request(order)).hasSize(3);
    assertThat(platform.table("orders").get("orderId", Orders.id(none))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PACKAGED",
        "IN_DELIVERY",
        "FULFILLED",
        "PACKAGING_FAILED",
        "DELIVERY_FAILED",
        "CANCELLED",
        "REFUNDED"
      })
  void isCancelledFromNoStatusButNew(String status) {
    ObjectNode order = written(status);
    String reason = "order " + Orders.id(order) + " is " + status + ", not NEW";
    refused(cancel(customer.graphQl(), order), "InvalidStatus", reason);
    refused(cancel(platform.people().admin().graphQl(), order), "InvalidStatus", reason);
    assertThat(orders.now(order)).isEqualTo(order);
  }

  @Test
  void isNewWithoutAStatus() {
    ObjectNode order = written("");
    cancel(customer.graphQl(), order).succeeded("cancelOrder");
    assertThat(orders.now(order).path("status").asText()).isEqualTo("CANCELLED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"IN_PROGRESS", "COMPLETED"})
  void isNotCancelledOncePackagingHasBegun(String status) {
    ObjectNode order = written("NEW");
    String id = Orders.id(order);
    eventually(() -> assertThat(warehouse.get("orderId", id, "productId", METADATA)).isPresent());
    warehouse.put(Json.object("orderId", id, "productId", "a", "quantity", 1));
    warehouse.put(Json.object("orderId", id, "productId", METADATA, "status", status));
    refused(
        cancel(customer.graphQl(), order),
        "InvalidStatus",
        "packaging of order " + id + " has begun",
        status);
    assertThat(warehouse.get("orderId", id, "productId", METADATA)).isPresent();
  }

  @Test
  void isNeverPackedWhenItIsCancelledBeforeTheWarehouseHasSeenIt() {
    ObjectNode order = order();
    cancel(customer.graphQl(), order).succeeded("cancelOrder");
    platform.bus().put("ecommerce.orders", "OrderCreated", Orders.id(order), order);
    isReleased(order);
    eventually(() -> assertThat(request(order)).isEmpty());
    platform.bus().put("ecommerce.orders", "OrderCreated", Orders.id(order), order);
    stays(() -> assertThat(request(order)).isEmpty());
    assertThat(orders.now(order).path("status").asText()).isEqualTo("CANCELLED");
  }

  @Test
  void saysToWhomWouldPackItThatItWasCancelled() {
    ObjectNode order = knownToTheWarehouse();
    cancel(customer.graphQl(), order).succeeded("cancelOrder");
    GraphQlAnswer start =
        platform
            .people()
            .packer()
            .graphQl()
            .act("startPackaging", "PackagingInput", Json.object("orderId", Orders.id(order)));
    assertThat(start.error("startPackaging")).contains(Orders.id(order), "cancelled");
  }
}
