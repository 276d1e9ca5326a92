package ecommerce.suite.stuck;

import static ecommerce.suite.clients.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Orders;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.Shop;
import ecommerce.suite.clients.Table;
import ecommerce.suite.clients.Watches;
import ecommerce.suite.target.LocalTarget;
import ecommerce.suite.target.TargetChoice;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Orders that do not go on, and what becomes of them when the services look after them. In a local
 * environment of this test's own: in another, orders of other tests are stuck as well, and would be
 * looked after.
 */
@Isolated("beside other tests, its environment would make both slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class StuckOrdersIT {

  private static final String METADATA = "__metadata";
  private static final String LONG_AGO = "2026-01-02T03:04:05.000Z";

  private Platform platform;
  private Watches watches;
  private Table orders;
  private Table warehouse;
  private Table deliveries;

  @BeforeAll
  void start() {
    TargetChoice choice = TargetChoice.ofSystemProperties();
    assumeTrue(
        choice instanceof TargetChoice.Local, "stuck orders are made in a local environment only");
    platform = new Platform(LocalTarget.start(choice.region()));
    watches = platform.watches();
    orders = platform.table("orders");
    warehouse = platform.table("warehouse");
    deliveries = platform.table("delivery");
  }

  @AfterAll
  void stop() {
    if (platform != null) {
      platform.close();
    }
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  /** An order that has been in a status for long, written by an operator. */
  private ObjectNode old(String orderId, String status, String token) {
    return old(orderId, status, token, Shop.newProduct(1500));
  }

  private ObjectNode old(String orderId, String status, String token, ObjectNode product) {
    ObjectNode order =
        Json.object(
            "orderId",
            orderId,
            "userId",
            newId(),
            "createdDate",
            LONG_AGO,
            "modifiedDate",
            LONG_AGO,
            "status",
            status,
            "products",
            Json.list(product.put("quantity", 1)),
            "address",
            Shop.address(),
            "deliveryPrice",
            1000,
            "paymentToken",
            token,
            "total",
            2500);
    orders.put(order);
    platform.events().await("OrderCreated", orderId);
    return order;
  }

  private String token() {
    return platform.paymentCompany().preauthorise(2500);
  }

  /** A packaging request that was completed when nobody listened. */
  private void packed(String orderId, ObjectNode product) {
    warehouse.put(
        Json.object("orderId", orderId, "productId", product.path("productId"), "quantity", 1));
    warehouse.put(
        Json.object(
            "orderId", orderId,
            "productId", METADATA,
            "status", "COMPLETED",
            "modifiedDate", LONG_AGO));
    platform.events().await("PackageCreated", orderId);
  }

  @Test
  void anOrderThatTheWarehouseNeverHeardOfIsToldAgain() {
    ObjectNode order = old(newId(), "NEW", token());
    String id = Orders.id(order);
    eventually(
        () -> {
          assertThat(warehouse.get("orderId", id, "productId", METADATA)).isPresent();
          assertThat(platform.table("payment").get("orderId", id)).isPresent();
        });
    for (ObjectNode item : warehouse.query("orderId", id)) {
      warehouse.delete("orderId", id, "productId", item.path("productId").asText());
    }
    platform.table("payment").delete("orderId", id);

    assertThat(watches.look("orders").path("reported").asInt()).isPositive();

    eventually(
        () -> {
          assertThat(warehouse.get("orderId", id, "productId", METADATA)).isPresent();
          assertThat(platform.table("payment").get("orderId", id)).isPresent();
        });
    JsonNode stuck = platform.events().await("OrderStuck", id).path("detail");
    assertThat(stuck.path("status").asText()).isEqualTo("NEW");
    assertThat(stuck.path("since").asText()).isEqualTo(LONG_AGO);
    assertThat(stuck.at("/awaited/service").asText()).isEqualTo("warehouse");
    assertThat(stuck.at("/awaited/event").asText()).isEqualTo("PackageCreated");
    assertThat(stuck.at("/awaited/words").asText()).isNotBlank();
    assertThat(platform.events().problems()).isEmpty();
  }

  @Test
  void anOrderWhosePackageWasReportedToNobodyGoesOn() {
    String id = newId();
    ObjectNode product = Shop.newProduct(1500);
    packed(id, product);
    ObjectNode order = old(id, "NEW", token(), product);
    assertThat(orders.get("orderId", id)).contains(order);

    watches.look("orders");

    eventually(() -> assertThat(deliveries.get("orderId", id)).isPresent());
    platform.orders().awaitStatus(order, "PACKAGED");
    assertThat(orders.get("orderId", id).orElseThrow().path("total").asInt()).isEqualTo(2500);
  }

  @Test
  void aPackageThatDeliveryNeverHeardOfIsDelivered() {
    String id = newId();
    packed(id, Shop.newProduct(1500));
    old(id, "PACKAGED", token());

    watches.look("orders");

    eventually(() -> assertThat(deliveries.get("orderId", id)).isPresent());
  }

  @Test
  void anOrderWhoseDeliveryWasReportedToNobodyIsFulfilledAndPaid() {
    String id = newId();
    deliveries.put(Json.object("orderId", id, "status", "COMPLETED", "address", Shop.address()));
    platform.events().await("DeliveryCompleted", id);
    String token = token();
    ObjectNode order = old(id, "IN_DELIVERY", token);

    watches.look("orders");

    platform.orders().awaitStatus(order, "FULFILLED");
    eventually(() -> assertThat(platform.paymentCompany().refund(token, 2500)).isTrue());
  }

  @Test
  void aStuckOrderIsReportedOnceAndRaisesTheAlarmWhileItIsStuck() {
    ObjectNode order = old(newId(), "IN_DELIVERY", token());

    assertThat(watches.look("orders").path("reported").asInt()).isPositive();
    JsonNode again = watches.look("orders");

    assertThat(again.path("reported").asInt()).isZero();
    assertThat(again.path("stuck").asInt()).isPositive();
    assertThat(platform.events().await("OrderStuck", Orders.id(order)).at("/detail/awaited/event"))
        .hasToString("\"DeliveryCompleted\"");
    assertThat(platform.alarms().ringing("orders-OrdersStuck").metricName())
        .isEqualTo("OrdersStuck");
  }

  @Test
  void deadLettersOfBothFormsAreHandledAndWhatCannotBeReadStays() {
    ObjectNode undelivered = platform.orders().makeKnown(1);
    ObjectNode failed = platform.orders().makeKnown(1);
    watches.bury("orders", packagingFailed(undelivered));
    watches.bury(
        "orders",
        Json.object(
            "version", "1.0",
            "requestContext", Json.object("condition", "RetriesExhausted"),
            "requestPayload", packagingFailed(failed)));
    watches.bury("orders", Json.object("DDBStreamBatchInfo", Json.object("batchSize", 1)));

    JsonNode report = watches.look("orders");

    assertThat(report.path("handled").asInt()).isEqualTo(2);
    assertThat(report.path("unreadable").asInt()).isEqualTo(1);
    platform.orders().awaitStatus(undelivered, "PACKAGING_FAILED");
    platform.orders().awaitStatus(failed, "PACKAGING_FAILED");
    assertThat(watches.buried("orders")).isEqualTo(1);
  }

  private static ObjectNode packagingFailed(JsonNode order) {
    return Json.object(
        "source",
        "ecommerce.warehouse",
        "detail-type",
        "PackagingFailed",
        "resources",
        Json.list(Orders.id(order)),
        "detail",
        Json.object("orderId", Orders.id(order)));
  }
}
