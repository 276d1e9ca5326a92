package ecommerce.suite;

import static ecommerce.suite.clients.Eventually.eventually;
import static ecommerce.suite.clients.Eventually.stays;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.Table;
import ecommerce.suite.target.Capability;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packaging requests, and the events that make, change and withdraw them. */
@PlatformTest(needs = Capability.LISTENER)
class WarehouseIT {

  private static final String METADATA = "__metadata";

  private final Platform platform;
  private final Table table;
  private final String orderId = UUID.randomUUID().toString();

  WarehouseIT(Platform platform) {
    this.platform = platform;
    this.table = platform.table("warehouse");
  }

  private void orderCreated(ArrayNode products) {
    ObjectNode order = Json.object("orderId", orderId, "products", products);
    platform.bus().put("ecommerce.orders", "OrderCreated", orderId, order);
  }

  private void orderModified(ObjectNode fields, String... changed) {
    ObjectNode before = Json.object("orderId", orderId);
    ObjectNode after = Json.object("orderId", orderId).setAll(fields);
    ObjectNode detail =
        Json.object("old", before, "new", after, "changed", Json.list((Object[]) changed));
    platform.bus().put("ecommerce.orders", "OrderModified", orderId, detail);
  }

  private static ObjectNode product(String id, int quantity) {
    return Json.object("productId", id, "quantity", quantity);
  }

  /** Quantities by product. */
  private Map<String, Integer> products() {
    Map<String, Integer> products = new TreeMap<>();
    for (ObjectNode item : table.query("orderId", orderId)) {
      if (!item.path("productId").asText().equals(METADATA)) {
        products.put(item.path("productId").asText(), item.path("quantity").asInt());
      }
    }
    return products;
  }

  private ObjectNode metadata() {
    return table
        .get("orderId", orderId, "productId", METADATA)
        .orElseThrow(() -> new AssertionError("no request"));
  }

  private void requested(Map<String, Integer> expected) {
    eventually(
        () -> {
          assertThat(products()).isEqualTo(expected);
          assertThat(metadata().path("status").asText()).isEqualTo("NEW");
        });
  }

  private void setStatus(String status) {
    table.set("status", status, "orderId", orderId, "productId", METADATA);
  }

  @Test
  void makesARequestWithExactlyTheseItemsOfAnOrderWithIdAndProductsAlone() {
    orderCreated(Json.list(product("a", 2), product("b", 1)));
    requested(Map.of("a", 2, "b", 1));
    assertThat(table.query("orderId", orderId))
        .contains(
            Json.object("orderId", orderId, "productId", "a", "quantity", 2),
            Json.object("orderId", orderId, "productId", "b", "quantity", 1))
        .hasSize(3);
    assertThat(metadata().fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("orderId", "productId", "status", "modifiedDate", "newDate");
    assertThat(table.queryIndex("orderId-new", "orderId", orderId)).hasSize(1);
  }

  @Test
  void countsAProductWithoutQuantityOnce() {
    orderCreated(Json.list(Json.object("productId", "a")));
    requested(Map.of("a", 1));
  }

  @Test
  void takesTheSameOrderTwice() {
    orderCreated(Json.list(product("a", 2)));
    requested(Map.of("a", 2));
    List<ObjectNode> before = table.query("orderId", orderId);
    orderCreated(Json.list(product("a", 2)));
    stays(() -> assertThat(table.query("orderId", orderId)).isEqualTo(before));
  }

  @Test
  void followsAnOrderWhoseProductsChange() {
    orderCreated(Json.list(product("a", 2), product("b", 1)));
    requested(Map.of("a", 2, "b", 1));
    orderModified(Json.object("products", Json.list(product("b", 5), product("c", 1))), "products");
    requested(Map.of("b", 5, "c", 1));
  }

  @Test
  void doesNotFollowAnOrderWhoseProductsDoNotChange() {
    orderCreated(Json.list(product("a", 2)));
    requested(Map.of("a", 2));
    List<ObjectNode> before = table.query("orderId", orderId);
    orderModified(
        Json.object("products", Json.list(product("a", 9)), "status", "PACKAGED"), "status");
    orderModified(Json.object("total", 9), "total");
    stays(() -> assertThat(table.query("orderId", orderId)).isEqualTo(before));
  }

  @Test
  void leavesTheMetadataAloneWhenAnOrderChangesToNoProducts() {
    orderCreated(Json.list(product("a", 2), product("b", 1)));
    requested(Map.of("a", 2, "b", 1));
    ObjectNode before = metadata();
    orderModified(Json.object("products", Json.list()), "products");
    eventually(() -> assertThat(products()).isEmpty());
    stays(() -> assertThat(table.query("orderId", orderId)).containsExactly(before));
  }

  @Test
  void takesAModifiedOrderThatItNeverSawAsNew() {
    orderModified(Json.object("products", Json.list(product("a", 3))), "products");
    requested(Map.of("a", 3));
    assertThat(metadata().has("newDate")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"IN_PROGRESS", "COMPLETED"})
  void neitherChangesNorWithdrawsARequestThatWasBegun(String status) {
    orderCreated(Json.list(product("a", 2)));
    requested(Map.of("a", 2));
    setStatus(status);
    List<ObjectNode> before = table.query("orderId", orderId);
    orderModified(Json.object("products", Json.list(product("a", 1))), "products");
    orderModified(Json.object("status", "CANCELLED"), "status");
    platform
        .bus()
        .put("ecommerce.orders", "OrderDeleted", orderId, Json.object("orderId", orderId));
    stays(() -> assertThat(table.query("orderId", orderId)).isEqualTo(before));
  }

  @Test
  void withdrawsTheRequestOfAnOrderThatIsDeleted() {
    orderCreated(Json.list(product("a", 2), product("b", 1)));
    requested(Map.of("a", 2, "b", 1));
    platform
        .bus()
        .put("ecommerce.orders", "OrderDeleted", orderId, Json.object("orderId", orderId));
    eventually(() -> assertThat(table.query("orderId", orderId)).isEmpty());
    assertThat(platform.events().typesAbout(orderId))
        .doesNotContain("PackagingFailed", "PackageCreated");
  }

  @Test
  void withdrawsTheRequestOfAnOrderThatIsCancelled() {
    orderCreated(Json.list(product("a", 2)));
    requested(Map.of("a", 2));
    orderModified(
        Json.object("status", "CANCELLED", "products", Json.list(product("a", 2))), "status");
    eventually(() -> assertThat(table.query("orderId", orderId)).isEmpty());
  }

  @Test
  void makesNoRequestForAnOrderThatWasCancelledBeforeItWasHeardOf() {
    orderModified(Json.object("status", "CANCELLED"), "status");
    stays(() -> assertThat(table.query("orderId", orderId)).isEmpty());
    orderCreated(Json.list(product("a", 2)));
    stays(() -> assertThat(table.query("orderId", orderId)).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void tellsWhatIsReallyInAPackage(boolean throughProgress) {
    write("NEW", product("a", 2), product("b", 1));
    if (throughProgress) {
      setStatus("IN_PROGRESS");
    }
    table.set("quantity", 1, "orderId", orderId, "productId", "a");
    setStatus("COMPLETED");
    ArrayNode packed = Json.list(product("a", 1), product("b", 1));
    var event = platform.events().await("PackageCreated", orderId);
    assertThat(event.at("/detail/orderId").asText()).isEqualTo(orderId);
    assertThat(event.at("/detail/products").valueStream())
        .containsExactlyInAnyOrderElementsOf(packed);
  }

  @Test
  void tellsThatNothingCouldBePacked() {
    write("IN_PROGRESS");
    setStatus("COMPLETED");
    assertThat(platform.events().await("PackagingFailed", orderId).path("detail"))
        .isEqualTo(Json.object("orderId", orderId));
    assertThat(platform.events().typesAbout(orderId)).doesNotContain("PackageCreated");
  }

  @Test
  void tellsWhatThereIsToPackAndThatSomebodyPacksIt() {
    orderCreated(Json.list(product("a", 2)));
    assertThat(platform.events().await("PackagingRequested", orderId).path("detail"))
        .isEqualTo(Json.object("orderId", orderId, "products", Json.list(product("a", 2))));
    setStatus("IN_PROGRESS");
    assertThat(platform.events().await("PackagingStarted", orderId).path("detail"))
        .isEqualTo(Json.object("orderId", orderId));
  }

  @Test
  void tellsOnceThatAPackageIsMade() {
    write("IN_PROGRESS", product("a", 1));
    setStatus("COMPLETED");
    platform.events().await("PackageCreated", orderId);
    table.set(
        "modifiedDate", "2027-01-01T00:00:00.000Z", "orderId", orderId, "productId", METADATA);
    table.set("quantity", 7, "orderId", orderId, "productId", "a");
    stays(
        () -> assertThat(platform.events().typesAbout(orderId)).containsExactly("PackageCreated"));
  }

  private void write(String status, ObjectNode... products) {
    for (ObjectNode product : products) {
      table.put(Json.object("orderId", orderId).setAll(product));
    }
    String date = "2026-01-02T03:04:05.000Z";
    table.put(
        Json.object(
            "orderId",
            orderId,
            "productId",
            METADATA,
            "status",
            status,
            "modifiedDate",
            date,
            "newDate",
            date));
  }
}
