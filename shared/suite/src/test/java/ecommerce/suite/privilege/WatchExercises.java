package ecommerce.suite.privilege;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.Shop;
import ecommerce.suite.clients.Watches;
import java.util.Map;
import java.util.UUID;

/** What makes the Watch functions do all that they can. */
final class WatchExercises {

  private static final String LONG_AGO = "2026-01-02T03:04:05.000Z";

  private final Platform platform;
  private final Watches watches;

  WatchExercises(Platform platform) {
    this.platform = platform;
    this.watches = platform.watches();
  }

  Map<String, Runnable> all() {
    return Map.of(
        "orders are stuck", this::orders,
        "warehouse is asked", this::warehouse,
        "delivery is asked", this::delivery,
        "payments are stuck", this::payment);
  }

  private void orders() {
    String id = newId();
    platform
        .table("orders")
        .put(
            Json.object(
                "orderId",
                id,
                "status",
                "IN_DELIVERY",
                "modifiedDate",
                LONG_AGO,
                "address",
                Shop.address(),
                "products",
                Json.list()));
    bury("orders", "payment", "PaymentProcessed");
    inquire("payment", "PaymentStuck", id);
    watches.look("orders");
  }

  private void warehouse() {
    bury("warehouse", "orders", "OrderDeleted");
    String id = newId();
    platform
        .table("warehouse")
        .put(
            Json.object(
                "orderId",
                id,
                "productId",
                "__metadata",
                "status",
                "COMPLETED",
                "modifiedDate",
                LONG_AGO));
    inquire("orders", "OrderStuck", id);
    inquire("orders", "OrderStuck", reservation());
    watches.look("warehouse");
  }

  /** Of more products than a transaction takes; its request is gone. Returns the order's id. */
  private String reservation() {
    ObjectNode reserved = Json.object();
    for (int i = 0; i < 60; i++) {
      String product = newId();
      platform
          .tableNamed("warehouse/stock-table/name")
          .put(Json.object("productId", product, "onHand", 20, "reserved", 2, "available", 18));
      reserved.put(product, 2);
    }
    String id = newId();
    platform
        .ownTable("warehouse", "ReservationTable")
        .put(
            Json.object(
                "orderId", id, "version", newId(), "reserved", reserved, "missing", Json.object()));
    return id;
  }

  private void delivery() {
    bury("delivery", "warehouse", "PackageCreated");
    String id = newId();
    platform
        .table("delivery")
        .put(Json.object("orderId", id, "status", "COMPLETED", "address", Shop.address()));
    inquire("orders", "OrderStuck", id);
    watches.look("delivery");
  }

  private void payment() {
    bury("payment", "warehouse", "PackagingFailed");
    platform
        .table("payment")
        .put(Json.object("orderId", newId(), "paymentToken", newId(), "since", 1));
    platform.table("payment").put(Json.object("orderId", newId(), "paymentToken", newId()));
    watches.look("payment");
  }

  private void bury(String service, String source, String type) {
    String id = newId();
    watches.bury(
        service,
        Json.object(
            "source",
            "ecommerce." + source,
            "detail-type",
            type,
            "resources",
            Json.list(id),
            "detail",
            Json.object("orderId", id)));
  }

  private void inquire(String source, String type, String orderId) {
    ObjectNode awaited =
        Json.object("service", "delivery", "event", "DeliveryCompleted", "words", "a test waits");
    ObjectNode detail = Json.object("orderId", orderId, "since", LONG_AGO, "awaited", awaited);
    if (type.equals("OrderStuck")) {
      detail.put("status", "IN_DELIVERY");
    }
    platform.bus().put("ecommerce." + source, type, orderId, detail);
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}
