package ecommerce.suite;

import static ecommerce.suite.clients.Eventually.eventually;
import static ecommerce.suite.clients.Eventually.stays;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Orders;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.Shop;
import ecommerce.suite.clients.Table;
import ecommerce.suite.target.Capability;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deliveries, how they are made, and what their changes tell. */
@PlatformTest(needs = Capability.LISTENER)
class DeliveryIT {

  private final Platform platform;
  private final Orders orders;
  private final Table table;
  private final String orderId = UUID.randomUUID().toString();

  DeliveryIT(Platform platform) {
    this.platform = platform;
    this.orders = platform.orders();
    this.table = platform.table("delivery");
  }

  @Test
  void isMadeOfAPackageWithTheAddressOfTheOrder() {
    ObjectNode order = orders.make(1);
    orders.packedAll(order);
    eventually(() -> assertThat(table.get("orderId", Orders.id(order))).isPresent());
    ObjectNode delivery = table.get("orderId", Orders.id(order)).orElseThrow();
    assertThat(delivery.path("status").asText()).isEqualTo("NEW");
    assertThat(delivery.path("isNew").asText()).isEqualTo("true");
    assertThat(delivery.path("address")).isEqualTo(order.path("address"));
    assertThat(table.queryIndex("orderId-new", "orderId", Orders.id(order))).hasSize(1);
  }

  @Test
  void isMadeOnceOfAPackageThatComesTwice() {
    ObjectNode order = orders.make(1);
    orders.packedAll(order);
    eventually(() -> assertThat(table.get("orderId", Orders.id(order))).isPresent());
    table.set("status", "IN_PROGRESS", "orderId", Orders.id(order));
    orders.packedAll(order);
    stays(
        () ->
            assertThat(table.get("orderId", Orders.id(order)).orElseThrow().path("status").asText())
                .isEqualTo("IN_PROGRESS"));
  }

  @Test
  void isMadeOfAPackageOfAnOrderThatAClientWrote() {
    ObjectNode order = Json.object("orderId", orderId, "address", Shop.address());
    platform
        .table("orders")
        .put(
            order
                .deepCopy()
                .put("status", "NEW")
                .<ObjectNode>set("products", Json.list(Shop.newProduct(1).put("quantity", 1))));
    platform
        .bus()
        .put(
            "ecommerce.warehouse",
            "PackageCreated",
            orderId,
            Json.object("orderId", orderId, "products", Json.list()));
    eventually(() -> assertThat(table.get("orderId", orderId)).isPresent());
    assertThat(table.get("orderId", orderId).orElseThrow().path("address"))
        .isEqualTo(Shop.address());
  }

  private void write(String status) {
    table.put(
        Json.object(
            "orderId", orderId, "status", status, "address", Shop.address(), "isNew", "true"));
  }

  private void tells(String type) {
    JsonNode detail = platform.events().await(type, orderId).path("detail");
    assertThat(detail.path("orderId").asText()).isEqualTo(orderId);
    assertThat(detail.path("address")).isEqualTo(Shop.address());
    assertThat(detail.path("trackingNumber").asText()).isNotBlank();
  }

  @Test
  void tellsHowItGoesOnOfAnItemThatAClientWrote() {
    write("NEW");
    table.set("status", "IN_PROGRESS", "orderId", orderId);
    tells("DeliveryStarted");
    table.set("status", "COMPLETED", "orderId", orderId);
    tells("DeliveryCompleted");
    table.delete("orderId", orderId);
    stays(
        () ->
            assertThat(platform.events().typesAbout(orderId))
                .containsExactlyInAnyOrder(
                    "DeliveryRequested", "DeliveryStarted", "DeliveryCompleted"));
  }

  @Test
  void tellsThatItFailed() {
    write("NEW");
    table.set("status", "IN_PROGRESS", "orderId", orderId);
    table.set("status", "FAILED", "orderId", orderId);
    tells("DeliveryFailed");
    table.delete("orderId", orderId);
    stays(
        () ->
            assertThat(platform.events().typesAbout(orderId))
                .containsExactlyInAnyOrder(
                    "DeliveryRequested", "DeliveryStarted", "DeliveryFailed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NEW", "IN_PROGRESS"})
  void failsWhenItIsRemovedBeforeItsEnd(String status) {
    write(status);
    table.delete("orderId", orderId);
    tells("DeliveryFailed");
  }
}
