package ecommerce.suite.clients;

import static ecommerce.suite.clients.Eventually.eventually;
import static ecommerce.suite.clients.Eventually.stays;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** Orders, made for a test and looked at in the table. */
public final class Orders {

  private final Platform platform;
  private final Table table;

  Orders(Platform platform) {
    this.platform = platform;
    this.table = platform.table("orders");
  }

  /** A new order of new products, one for each quantity, at prices of 1000, 2000, … */
  public ObjectNode make(int... quantities) {
    return (ObjectNode)
        platform.createOrder().make(UUID.randomUUID().toString(), platform.shop().cart(quantities));
  }

  /** A new order, and the warehouse and payment know of it. */
  public ObjectNode makeKnown(int... quantities) {
    ObjectNode order = make(quantities);
    eventually(() -> assertThat(platform.table("payment").get("orderId", id(order))).isPresent());
    eventually(
        () ->
            assertThat(
                    platform
                        .table("warehouse")
                        .get("orderId", id(order), "productId", "__metadata"))
                .isPresent());
    return order;
  }

  public static String id(JsonNode order) {
    return order.path("orderId").asText();
  }

  /** The order as it is now. */
  public ObjectNode now(JsonNode order) {
    return table.get("orderId", id(order)).orElseThrow();
  }

  public void awaitStatus(JsonNode order, String status) {
    eventually(() -> assertThat(now(order).path("status").asText()).isEqualTo(status));
  }

  /** Expects that nothing of the order changes for a while. */
  public void stayAsTheyAre(JsonNode... orders) {
    ObjectNode[] before = new ObjectNode[orders.length];
    for (int i = 0; i < orders.length; i++) {
      before[i] = now(orders[i]);
    }
    stays(
        () -> {
          for (ObjectNode order : before) {
            assertThat(now(order)).isEqualTo(order);
          }
        });
  }

  /** Says on the bus what is in the package of an order. */
  public void packed(JsonNode order, ArrayNode products) {
    platform
        .bus()
        .put(
            "ecommerce.warehouse",
            "PackageCreated",
            id(order),
            Json.object("orderId", id(order), "products", products));
  }

  /** Says on the bus that everything is in the package of an order. */
  public void packedAll(JsonNode order) {
    ArrayNode products = Json.list();
    for (JsonNode product : order.path("products")) {
      products.add(
          Json.object(
              "productId",
              product.path("productId"),
              "quantity",
              product.path("quantity").asInt(1)));
    }
    packed(order, products);
  }

  public void packagingFailed(JsonNode order) {
    platform
        .bus()
        .put(
            "ecommerce.warehouse", "PackagingFailed", id(order), Json.object("orderId", id(order)));
  }

  /**
   * Says on the bus what became of a delivery: {@code DeliveryStarted}, {@code DeliveryCompleted},
   * {@code DeliveryFailed}.
   */
  public void delivery(String type, JsonNode order) {
    ObjectNode detail =
        Json.object(
            "orderId", id(order), "address", Shop.address(), "trackingNumber", "T-" + id(order));
    platform.bus().put("ecommerce.delivery", type, id(order), detail);
  }

  /** Says on the bus what takes an order from NEW to FULFILLED, and expects each status between. */
  public void fulfil(JsonNode order) {
    packedAll(order);
    awaitStatus(order, "PACKAGED");
    delivery("DeliveryStarted", order);
    awaitStatus(order, "IN_DELIVERY");
    delivery("DeliveryCompleted", order);
    awaitStatus(order, "FULFILLED");
  }
}
