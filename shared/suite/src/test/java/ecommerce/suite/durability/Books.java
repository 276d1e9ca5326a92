package ecommerce.suite.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.Shop;
import ecommerce.suite.clients.Table;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the tables say in the end: of each order, of its package, its delivery and its money. */
final class Books {

  private final Platform platform;
  private final Table orders;
  private final Table settled;

  Books(Platform platform) {
    this.platform = platform;
    this.orders = platform.table("orders");
    this.settled = platform.ownTable("payment-3p", "SettledTable");
  }

  /** All orders that there are, by their payment's token: no token pays for two. */
  Map<String, ObjectNode> ordersByToken() {
    return orders.all().stream()
        .collect(
            Collectors.toMap(order -> order.path("paymentToken").asText(), Function.identity()));
  }

  /** Expects that an order came to the end of its plan, and everything else with it. */
  void areRight(Purchase purchase) {
    String id = purchase.orderId().orElseThrow();
    ObjectNode order = orders.get("orderId", id).orElseThrow(() -> lost(purchase));
    assertThat(order.path("status").asText()).as("%s", purchase).isEqualTo(purchase.plan().end());
    assertThat(order.path("userId").asText()).isEqualTo(purchase.customer().userId());
    ArrayNode products = delivered(purchase);
    long total = Shop.total(products, purchase.cart().path("deliveryPrice").longValue());
    assertThat(counted(order.path("products"))).as("%s", purchase).isEqualTo(counted(products));
    assertThat(order.path("total").longValue()).as("%s", purchase).isEqualTo(total);
    packageIsRight(purchase, id, products);
    deliveryIsRight(purchase, id);
    moneyIsRight(purchase, id, total);
  }

  private static AssertionError lost(Purchase purchase) {
    return new AssertionError("there is no " + purchase);
  }

  /** What the order says in the end: what was packed; where nothing was, what was ordered. */
  private static ArrayNode delivered(Purchase purchase) {
    ArrayNode products = (ArrayNode) purchase.cart().path("products").deepCopy();
    if (purchase.plan() == Plan.SHORT) {
      ((ObjectNode) products.path(0)).put("quantity", 1);
    }
    return products;
  }

  private static Map<String, Integer> counted(JsonNode products) {
    return products
        .valueStream()
        .collect(
            Collectors.toMap(
                product -> product.path("productId").asText(),
                product -> product.path("quantity").asInt(1)));
  }

  private void packageIsRight(Purchase purchase, String id, ArrayNode products) {
    Map<Boolean, List<ObjectNode>> items =
        platform.table("warehouse").query("orderId", id).stream()
            .collect(
                Collectors.partitioningBy(
                    item -> item.path("productId").asText().equals("__metadata")));
    boolean withdrawn = purchase.plan() == Plan.CANCELLED;
    assertThat(items.get(true))
        .as("packaging request of %s", purchase)
        .extracting(item -> item.path("status").asText())
        .isEqualTo(withdrawn ? List.of() : List.of("COMPLETED"));
    boolean empty = withdrawn || purchase.plan() == Plan.NOTHING_PACKED;
    ArrayNode packed = empty ? Json.list() : products;
    ArrayNode said = Json.list();
    items.get(false).forEach(said::add);
    assertThat(counted(said)).as("package of %s", purchase).isEqualTo(counted(packed));
  }

  private void deliveryIsRight(Purchase purchase, String id) {
    List<String> expected =
        switch (purchase.plan()) {
          case NOTHING_PACKED, CANCELLED -> List.of();
          case NOT_DELIVERED -> List.of("FAILED");
          case DELIVERED, SHORT, REFUNDED -> List.of("COMPLETED");
        };
    assertThat(platform.table("delivery").query("orderId", id))
        .as("delivery of %s", purchase)
        .extracting(item -> item.path("status").asText())
        .isEqualTo(expected);
  }

  /** Expects that of a product so many are left as were not packed, and none is reserved. */
  void stockIsRight(String productId, int received, List<Purchase> made) {
    int packed =
        made.stream()
            .mapToInt(
                purchase ->
                    purchase
                        .plan()
                        .packed(true, purchase.cart().at("/products/0/quantity").asInt()))
            .sum();
    JsonNode stock = stock(productId);
    assertThat(stock.path("onHand").asInt()).as("stock %s", stock).isEqualTo(received - packed);
    assertThat(stock.path("reserved").asInt()).as("stock %s", stock).isZero();
    assertThat(stock.path("available").asInt()).as("stock %s", stock).isEqualTo(received - packed);
  }

  private JsonNode stock(String productId) {
    return platform
        .people()
        .packer()
        .graphQl()
        .ask(
            "query ($id: ID!) { getStock(productId: $id) { onHand reserved available } }",
            "id",
            productId)
        .data("getStock");
  }

  /** Captured once and for the right amount, or released; and nobody waits for either any more. */
  private void moneyIsRight(Purchase purchase, String id, long total) {
    String token = purchase.token();
    ObjectNode settlement =
        settled
            .get("paymentToken", token)
            .orElseThrow(() -> new AssertionError("nothing became of the money of " + purchase));
    boolean paid = purchase.plan().isPaid();
    assertThat(settlement.path("settlement").asText())
        .as("money of %s", purchase)
        .isEqualTo(paid ? "CAPTURED" : "CANCELLED");
    assertThat(settlement.path("refundable").longValue())
        .as("what %s has cost in the end", purchase)
        .isEqualTo(purchase.plan().kept(total));
    assertThat(platform.table("payment-3p").get("paymentToken", token))
        .as("authorisation of %s", purchase)
        .isEmpty();
    assertThat(platform.table("payment").get("orderId", id))
        .as("pending payment of %s", purchase)
        .isEmpty();
  }
}
