package ecommerce.suite;

import static ecommerce.suite.clients.Eventually.eventually;
import static ecommerce.suite.clients.Eventually.stays;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.OrderFunction;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.Shop;
import ecommerce.suite.clients.Table;
import ecommerce.suite.target.Capability;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The create-order function, invoked directly by its full ARN. */
@PlatformTest(needs = Capability.LISTENER)
class CreateOrderIT {

  private final Platform platform;
  private final OrderFunction function;
  private final Shop shop;
  private final Table orders;
  private final String userId = UUID.randomUUID().toString();

  CreateOrderIT(Platform platform) {
    this.platform = platform;
    this.function = platform.createOrder();
    this.shop = platform.shop();
    this.orders = platform.table("orders");
  }

  @Test
  void makesAnOrderWithEveryField() {
    ObjectNode cart = shop.cart(2, 3);
    Instant before = Instant.now().minusSeconds(60);
    JsonNode order = function.make(userId, cart);
    assertThat(order.path("userId").asText()).isEqualTo(userId);
    assertThat(order.path("status").asText()).isEqualTo("NEW");
    assertThat(order.path("products")).isEqualTo(cart.path("products"));
    assertThat(order.path("address")).isEqualTo(cart.path("address"));
    assertThat(order.path("paymentToken")).isEqualTo(cart.path("paymentToken"));
    long deliveryPrice = cart.path("deliveryPrice").longValue();
    assertThat(order.path("deliveryPrice").longValue()).isEqualTo(deliveryPrice);
    assertThat(order.path("total").longValue()).isEqualTo(2 * 1000 + 3 * 2000 + deliveryPrice);
    assertThat(Instant.parse(order.path("createdDate").asText())).isAfter(before);
    assertThat(order.path("modifiedDate")).isEqualTo(order.path("createdDate"));
    assertThat(UUID.fromString(order.path("orderId").asText())).isNotNull();
    assertThat(orders.get("orderId", order.path("orderId").asText())).contains((ObjectNode) order);
  }

  @Test
  void answersWithoutErrorsAndTellsTheOthers() {
    JsonNode answer = function.ask(userId, shop.cart(1));
    assertThat(answer.path("success").asBoolean()).isTrue();
    assertThat(answer.path("message").isTextual()).isTrue();
    assertThat(answer.path("errors").isEmpty()).isTrue();
    assertThat(answer.path("errors").isNull()).as("errors is a list or absent").isFalse();
    JsonNode event = platform.events().await("OrderCreated", answer.at("/order/orderId").asText());
    assertThat(event.path("detail")).isEqualTo(answer.path("order"));
  }

  @Test
  void countsAProductWithoutQuantityOnce() {
    ArrayNode products = Json.list(shop.product(700));
    JsonNode order = function.make(userId, shop.cart(products));
    assertThat(order.path("total").longValue())
        .isEqualTo(700 + order.path("deliveryPrice").longValue());
    assertThat(order.at("/products/0/quantity").intValue()).isEqualTo(1);
  }

  @Test
  void sellsWhatCostsNothing() {
    JsonNode order =
        function.make(userId, shop.cart(Json.list(shop.product(0).put("quantity", 2))));
    assertThat(order.path("total")).isEqualTo(order.path("deliveryPrice"));
  }

  @Test
  void listsEveryFailureAndStoresNothing() {
    ObjectNode cart = shop.cart(2);
    ((ObjectNode) cart.at("/products/0")).put("price", 1);
    cart.put("deliveryPrice", cart.path("deliveryPrice").longValue() + 1)
        .put("paymentToken", "never-given-out");
    JsonNode answer = function.ask(userId, cart);
    assertThat(answer.path("success").asBoolean(true)).isFalse();
    assertThat(answer.path("message").asText()).isNotBlank();
    assertThat(answer.hasNonNull("order")).isFalse();
    assertThat(answer.path("errors")).hasSize(3);
    String errors = answer.path("errors").toString().toLowerCase();
    assertThat(errors).contains("product").contains("delivery").contains("payment");
    stays(() -> assertThat(ordersOfUser()).isEmpty());
  }

  private List<ObjectNode> ordersOfUser() {
    return orders.queryIndex("user", "userId", userId);
  }

  @Test
  void refusesAStalePrice() {
    ObjectNode cart = shop.cart(1);
    ObjectNode product = ((ObjectNode) cart.at("/products/0")).deepCopy();
    product.remove("quantity");
    platform.table("products").put(product.put("price", 1001));
    refusedFor(cart, "product");
  }

  @Test
  void refusesAProductThatIsNotInTheCatalogueAnyMore() {
    ObjectNode cart = shop.cart(1, 1);
    platform.table("products").delete("productId", cart.at("/products/1/productId").asText());
    refusedFor(cart, cart.at("/products/1/productId").asText());
  }

  @Test
  void refusesAStaleDeliveryPrice() {
    ObjectNode cart = shop.cart(1);
    refusedFor(cart.put("deliveryPrice", cart.path("deliveryPrice").longValue() - 1), "delivery");
  }

  @Test
  void refusesATokenThatIsNotGoodForTheTotal() {
    ObjectNode cart = shop.cart(2);
    long total = Shop.total(cart.path("products"), cart.path("deliveryPrice").longValue());
    platform.paymentCompany().updateAmount(cart.path("paymentToken").asText(), total - 1);
    refusedFor(cart, "payment");
  }

  @Test
  void refusesATokenThatWasCaptured() {
    ObjectNode cart = shop.cart(1);
    platform.paymentCompany().process(cart.path("paymentToken").asText());
    refusedFor(cart, "payment");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, -100})
  void refusesAQuantityBelowOne(int quantity) {
    ObjectNode cart = shop.cart(1);
    ((ObjectNode) cart.at("/products/0")).put("quantity", quantity);
    refusedFor(cart, "quantity");
  }

  @ParameterizedTest
  @ValueSource(strings = {"products", "address", "deliveryPrice", "paymentToken"})
  void namesAFieldThatIsMissing(String field) {
    ObjectNode cart = shop.cart(1);
    cart.remove(field);
    refusedFor(cart, field);
  }

  @Test
  void namesEveryFieldThatIsMissing() {
    JsonNode answer = function.ask(userId, Json.object());
    assertThat(answer.path("errors").toString())
        .contains("products")
        .contains("address")
        .contains("deliveryPrice")
        .contains("paymentToken");
  }

  @Test
  void refusesARequestWithoutUserOrOrder() {
    assertThat(function.invoke(Json.object("order", shop.cart(1))).path("errors").toString())
        .contains("userId");
    assertThat(function.invoke(Json.object("userId", userId)).path("errors").toString())
        .contains("order");
    assertThat(function.invoke(Json.object()).path("success").asBoolean(true)).isFalse();
  }

  @Test
  void refusesNumbersThatAreNegativeOrNone() {
    ObjectNode cart = shop.cart(1);
    refusedFor(cart.deepCopy().put("deliveryPrice", -1), "deliveryPrice");
    refusedFor(cart.deepCopy().put("deliveryPrice", "free"), "deliveryPrice");
    ((ObjectNode) cart.at("/products/0")).put("price", -1000);
    refusedFor(cart, "price");
  }

  private void refusedFor(ObjectNode cart, String what) {
    JsonNode answer = function.ask(userId, cart);
    assertThat(answer.path("success").asBoolean(true)).as("%s", answer).isFalse();
    assertThat(answer.path("errors")).as("%s", answer).hasSize(1);
    assertThat(answer.at("/errors/0").asText().toLowerCase()).contains(what.toLowerCase());
    assertThat(ordersOfUser()).isEmpty();
  }

  @Test
  void givesTheFirstAnswerToTheSameRequestUnderTheSameKey() {
    ObjectNode cart = shop.cart(1).put("idempotencyKey", UUID.randomUUID().toString());
    JsonNode first = function.ask(userId, cart);
    assertThat(first.path("success").asBoolean()).as("%s", first).isTrue();
    assertThat(function.ask(userId, cart)).isEqualTo(first);
    eventually(() -> assertThat(ordersOfUser()).hasSize(1));
    platform.events().await("OrderCreated", first.at("/order/orderId").asText());
    stays(
        () ->
            assertThat(platform.events().of("OrderCreated", first.at("/order/orderId").asText()))
                .hasSize(1));
  }

  @Test
  void refusesADifferentOrderUnderTheSameKey() {
    String key = UUID.randomUUID().toString();
    function.make(userId, shop.cart(1).put("idempotencyKey", key));
    JsonNode answer = function.ask(userId, shop.cart(2).put("idempotencyKey", key));
    assertThat(answer.path("success").asBoolean(true)).isFalse();
    assertThat(answer.path("errors").toString()).contains("idempotencyKey");
    eventually(() -> assertThat(ordersOfUser()).hasSize(1));
  }

  @Test
  void makesAnotherOrderUnderAnotherKeyOrForAnotherUser() {
    String key = UUID.randomUUID().toString();
    String first =
        function.make(userId, shop.cart(1).put("idempotencyKey", key)).path("orderId").asText();
    String other =
        function
            .make(userId, shop.cart(1).put("idempotencyKey", key + "2"))
            .path("orderId")
            .asText();
    String ofAnother =
        function
            .make("another-" + userId, shop.cart(1).put("idempotencyKey", key))
            .path("orderId")
            .asText();
    assertThat(List.of(first, other, ofAnother)).doesNotHaveDuplicates();
  }
}
