package ecommerce.suite;

import static ecommerce.suite.clients.Eventually.eventually;
import static ecommerce.suite.clients.Eventually.stays;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.GraphQl;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.StockRoom;
import ecommerce.suite.clients.Table;
import ecommerce.suite.target.Capability;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What orders reserve of the stock, take out of it and give back. */
@PlatformTest(needs = {Capability.LISTENER, Capability.GRAPHQL, Capability.USERS})
class WarehouseStockIT {

  private static final String METADATA = "__metadata";

  private final Platform platform;
  private final GraphQl packer;
  private final StockRoom stock;
  private final Table table;
  private final String orderId = UUID.randomUUID().toString();

  WarehouseStockIT(Platform platform) {
    this.platform = platform;
    this.packer = platform.people().packer().graphQl();
    this.stock = new StockRoom(packer);
    this.table = platform.table("warehouse");
  }

  private void orderCreated(ObjectNode... products) {
    ObjectNode order = Json.object("orderId", orderId, "products", list(products));
    platform.bus().put("ecommerce.orders", "OrderCreated", orderId, order);
  }

  private void orderModified(ObjectNode fields, String changed) {
    ObjectNode after = Json.object("orderId", orderId).setAll(fields);
    ObjectNode detail =
        Json.object(
            "old", Json.object("orderId", orderId), "new", after, "changed", Json.list(changed));
    platform.bus().put("ecommerce.orders", "OrderModified", orderId, detail);
  }

  private static ArrayNode list(ObjectNode... products) {
    return Json.list((Object[]) products);
  }

  private static ObjectNode product(String id, long quantity) {
    return (ObjectNode) read(Json.object("productId", id, "quantity", quantity));
  }

  /** As it reads: one number is one kind of node, wherever it comes from. */
  private static JsonNode read(JsonNode node) {
    return Json.parse(node.toString());
  }

  private String status() {
    return table
        .get("orderId", orderId, "productId", METADATA)
        .map(item -> item.path("status").asText())
        .orElse("none");
  }

  private void isRequested(ObjectNode... products) {
    eventually(() -> assertThat(status()).isEqualTo("NEW"));
    assertThat(items()).containsExactlyInAnyOrder(products);
  }

  private List<JsonNode> items() {
    return table.query("orderId", orderId).stream()
        .filter(item -> !item.path("productId").asText().equals(METADATA))
        .map(item -> read(item.deepCopy().without("orderId")))
        .toList();
  }

  private void isCounted(String productId, int onHand, int reserved) {
    assertThat(stock.of(productId))
        .isEqualTo(
            Json.object("onHand", onHand, "reserved", reserved, "available", onHand - reserved));
  }

  private Map<String, Integer> moved(String productId) {
    Map<String, Integer> moved = new HashMap<>();
    stock
        .movements(productId)
        .forEach(
            one ->
                moved.merge(one.path("kind").asText(), one.path("quantity").asInt(), Integer::sum));
    return moved;
  }

  private void act(String move) {
    packer.act(move, "PackagingInput", Json.object("orderId", orderId)).succeeded(move);
  }

  @Test
  void reservesForAnOrderAndTakesOutWhatIsPacked() {
    String desk = stock.newProduct(10);
    String lamp = stock.newProduct(5);
    orderCreated(product(desk, 4), product(lamp, 5), product("untracked", 2));
    orderCreated(product(desk, 4), product(lamp, 5), product("untracked", 2));
    isRequested(product(desk, 4), product(lamp, 5), product("untracked", 2));
    assertThat(table.get("orderId", orderId, "productId", METADATA).orElseThrow().fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("orderId", "productId", "status", "modifiedDate", "newDate");
    isCounted(desk, 10, 4);
    isCounted(lamp, 5, 5);

    act("startPackaging");
    packer
        .act(
            "updatePackagingProduct",
            "UpdatePackagingProductInput",
            Json.object("orderId", orderId, "productId", desk, "quantity", 3))
        .succeeded("updatePackagingProduct");
    isCounted(desk, 10, 4);
    act("completePackaging");

    platform.events().await("PackageCreated", orderId);
    isCounted(desk, 7, 0);
    isCounted(lamp, 0, 0);
    assertThat(stock.of("untracked").isNull()).isTrue();
    eventually(
        () ->
            assertThat(moved(desk))
                .isEqualTo(Map.of("RECEIVED", 10, "RESERVED", 4, "SHIPPED", 3, "RELEASED", 1)));
    assertThat(stock.movements(desk))
        .filteredOn(one -> one.path("kind").asText().equals("SHIPPED"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.path("orderId").asText()).isEqualTo(orderId);
              assertThat(one.path("who").asText()).isEqualTo("warehouse");
              assertThat(one.path("reason").asText()).isEqualTo("packed");
            });
  }

  @Test
  void shortensTheRequestToWhatIsThere() {
    String desk = stock.newProduct(3);
    String lamp = stock.newProduct(0);
    orderCreated(product(desk, 5), product(lamp, 1), product("untracked", 1));
    isRequested(product(desk, 3), product("untracked", 1));
    isCounted(desk, 3, 3);
    assertThat(
            platform
                .events()
                .await("PackagingRequested", orderId)
                .at("/detail/products")
                .valueStream())
        .containsExactlyInAnyOrder(product(desk, 3), product("untracked", 1));
  }

  @Test
  void failsWhereNothingIsLeft() {
    String desk = stock.newProduct(0);
    orderCreated(product(desk, 5));
    assertThat(platform.events().await("PackagingFailed", orderId).path("detail"))
        .isEqualTo(Json.object("orderId", orderId));
    assertThat(status()).isEqualTo("COMPLETED");
    assertThat(items()).isEmpty();
    isCounted(desk, 0, 0);
    assertThat(platform.events().typesAbout(orderId)).doesNotContain("PackagingRequested");
  }

  @Test
  void followsAnOrderThatChangesAndGivesBackWhatIsCancelled() {
    String desk = stock.newProduct(10);
    String lamp = stock.newProduct(10);
    orderCreated(product(desk, 4), product(lamp, 1));
    isRequested(product(desk, 4), product(lamp, 1));
    orderModified(Json.object("products", list(product(desk, 1), product(lamp, 6))), "products");
    eventually(() -> isCounted(lamp, 10, 6));
    isCounted(desk, 10, 1);
    orderModified(Json.object("status", "CANCELLED"), "status");
    eventually(() -> isCounted(lamp, 10, 0));
    isCounted(desk, 10, 0);
    stays(() -> isCounted(desk, 10, 0));
    assertThat(table.query("orderId", orderId)).isEmpty();
  }

  @Test
  void reservesNothingForAnOrderThatWasDeletedBeforeItWasHeardOf() {
    String desk = stock.newProduct(10);
    platform
        .bus()
        .put("ecommerce.orders", "OrderDeleted", orderId, Json.object("orderId", orderId));
    eventually(
        () ->
            assertThat(
                    platform.tableNamed("warehouse/withdrawn-table/name").get("orderId", orderId))
                .isPresent());
    orderCreated(product(desk, 4));
    stays(() -> isCounted(desk, 10, 0));
  }

  @Test
  void givesBackWhatARequestHadThatIsRemoved() {
    String desk = stock.newProduct(10);
    orderCreated(product(desk, 4));
    isRequested(product(desk, 4));
    act("startPackaging");
    table.delete("orderId", orderId, "productId", METADATA);
    eventually(() -> isCounted(desk, 10, 0));
  }

  @Test
  void countsOnlyWhatWasReserved() {
    String desk = UUID.randomUUID().toString();
    orderCreated(product(desk, 4));
    isRequested(product(desk, 4));
    stock.receive(desk, 10, "first").succeeded("receiveStock");
    act("startPackaging");
    act("completePackaging");
    platform.events().await("PackageCreated", orderId);
    isCounted(desk, 10, 0);
  }

  @Test
  void takesQuantitiesThatNoIntHolds() {
    String desk = stock.newProduct(10);
    long huge = 3_000_000_000L;
    orderCreated(product(desk, huge), product("untracked", huge));
    isRequested(product(desk, 10), product("untracked", huge));
    isCounted(desk, 10, 10);
  }

  @Test
  void tellsHowStockChangesAndWhenItIsLowAndGone() {
    String desk = stock.newProduct(12);
    JsonNode first = platform.events().await("StockChanged", desk).path("detail");
    assertThat(first)
        .isEqualTo(Json.object("productId", desk, "onHand", 12, "reserved", 0, "available", 12));
    assertThat(stock.low()).doesNotContain(desk);
    orderCreated(product(desk, 2));
    assertThat(platform.events().await("StockLow", desk).path("detail"))
        .isEqualTo(Json.object("productId", desk, "onHand", 12, "reserved", 2, "available", 10));
    eventually(() -> assertThat(stock.low()).contains(desk));
    stock.adjust(desk, -10, "water in the cellar").succeeded("adjustStock");
    assertThat(platform.events().await("StockDepleted", desk).path("detail"))
        .isEqualTo(Json.object("productId", desk, "onHand", 2, "reserved", 2, "available", 0));
    stock.receive(desk, 50, "new goods").succeeded("receiveStock");
    eventually(() -> assertThat(stock.low()).doesNotContain(desk));
    assertThat(platform.events().of("StockLow", desk)).hasSize(1);
    assertThat(platform.events().of("StockDepleted", desk)).hasSize(1);
  }

  @Test
  void customerOfAShortOrderPaysForWhatThereIs() {
    ObjectNode cart = platform.shop().cart(3, 1);
    String scarce = cart.at("/products/0/productId").asText();
    stock.receive(scarce, 2, "first").succeeded("receiveStock");
    ObjectNode order = (ObjectNode) platform.createOrder().make(UUID.randomUUID().toString(), cart);
    String id = order.path("orderId").asText();
    platform.events().await("PackagingRequested", id);
    ObjectNode input = Json.object("orderId", id);
    packer.act("startPackaging", "PackagingInput", input).succeeded("startPackaging");
    packer.act("completePackaging", "PackagingInput", input).succeeded("completePackaging");
    platform.orders().awaitStatus(order, "PACKAGED");
    ObjectNode now = platform.orders().now(order);
    assertThat(now.at("/products/0/quantity").intValue()).isEqualTo(2);
    assertThat(now.path("total").longValue()).isEqualTo(order.path("total").longValue() - 1000);
    isCounted(scarce, 0, 0);
  }
}
