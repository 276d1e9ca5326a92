package ecommerce.local.appsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.Identity;
import ecommerce.local.Invoker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The resolvers of frontend-api, on tables and roles as its template has them. */
class FrontendApiTest {

  private static final String ADDRESS =
      "\"address\": {\"name\": \"A\", \"streetAddress\": \"S\", \"city\": \"C\", \"country\":"
          + " \"FI\", \"phoneNumber\": \"1\"}";
  private static final String PRODUCT =
      "{\"productId\": \"p1\", \"name\": \"P\", \"package\": {\"width\": 1, \"length\": 2,"
          + " \"height\": 3, \"weight\": 4}, \"price\": 100}";

  @TempDir Path directory;
  private Shop shop;

  @BeforeEach
  void open() throws Exception {
    shop = new Shop(directory).deployed();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private JsonNode move(String field, String type, String orderId, String user) {
    return shop.ask(
        user,
        "mutation($i: " + type + "!) { it: " + field + "(input: $i) { success } }",
        "{\"i\": {\"orderId\": \"" + orderId + "\"}}");
  }

  private JsonNode quantity(String orderId, String productId, int quantity) {
    return shop.ask(
        "w:warehouse",
        "mutation($i: UpdatePackagingProductInput!) { it: updatePackagingProduct(input: $i) {"
            + " success } }",
        "{\"i\": {\"orderId\": \""
            + orderId
            + "\", \"productId\": \""
            + productId
            + "\", \"quantity\": "
            + quantity
            + "}}");
  }

  private static void succeeds(JsonNode answer) {
    assertThat(answer.toString()).isEqualTo("{\"data\":{\"it\":{\"success\":true}}}");
  }

  private static void fails(JsonNode answer, String type, String message) {
    assertThat(answer.path("data").path("it").isNull()).as(answer.toString()).isTrue();
    assertThat(answer.path("errors").get(0).path("errorType").asText())
        .as(answer.toString())
        .isEqualTo(type);
    assertThat(answer.path("errors").get(0).path("message").asText()).contains(message);
  }

  @Test
  void listsProductsInPagesOfAHundred() {
    for (int i = 0; i < 130; i++) {
      shop.tables.put(
          "products",
          "{\"productId\": \"p"
              + i
              + "\", \"name\": \"P\", \"price\": "
              + i
              + ", \"package\": {\"width\": 1}, \"category\": \"c\"}");
    }
    String query =
        "query($t: String) { getProducts(nextToken: $t) { products { productId price package {"
            + " width } tags } nextToken } }";
    JsonNode first = shop.ask("", query, "{}").path("data").path("getProducts");
    assertThat(first.path("products")).hasSize(100);
    assertThat(first.path("products").get(0).path("package").path("width").asInt()).isEqualTo(1);
    JsonNode second =
        shop.ask("u1", query, "{\"t\": " + first.path("nextToken") + "}")
            .path("data")
            .path("getProducts");
    assertThat(second.path("products")).hasSize(30);
    assertThat(second.path("nextToken").isNull()).isTrue();
    String wrong =
        shop.ask("", query, "{\"t\": \"bogus\"}").path("errors").get(0).path("message").asText();
    assertThat(wrong).startsWith("nextToken");
    JsonNode category =
        shop.ask(
            "",
            "{ getProductsByCategory(category: \"c\") { products { productId } nextToken } }",
            "{}");
    assertThat(category.path("data").path("getProductsByCategory").path("products")).hasSize(100);
    assertThat(shop.ask("", "{ getProduct(productId: \"p7\") { price } }", "{}").toString())
        .isEqualTo("{\"data\":{\"getProduct\":{\"price\":7}}}");
    assertThat(shop.ask("", "{ getProduct(productId: \"none\") { price } }", "{}").toString())
        .isEqualTo("{\"data\":{\"getProduct\":null}}");
  }

  @Test
  void listsOwnOrdersNewestFirst() {
    for (int i = 1; i <= 3; i++) {
      shop.tables.put(
          "orders",
          "{\"orderId\": \"o"
              + i
              + "\", \"userId\": \"u"
              + (i == 2 ? 2 : 1)
              + "\", \"createdDate\": \"2026-01-0"
              + i
              + "\", \"status\": \"NEW\", \"total\": 5, \"products\": ["
              + PRODUCT
              + "]}");
    }
    JsonNode orders =
        shop.ask(
            "u1",
            "{ getOrders { orders { orderId products { productId quantity } } nextToken } }",
            "{}");
    assertThat(orders.path("data").path("getOrders").path("orders").toString())
        .isEqualTo(
            "[{\"orderId\":\"o3\",\"products\":[{\"productId\":\"p1\",\"quantity\":null}]},{\"orderId\":\"o1\",\"products\":[{\"productId\":\"p1\",\"quantity\":null}]}]");
    String one = "query($id: ID!) { getOrder(orderId: $id) { orderId status } }";
    assertThat(
            shop.ask("u1", one, "{\"id\": \"o1\"}")
                .path("data")
                .path("getOrder")
                .path("status")
                .asText())
        .isEqualTo("NEW");
    assertThat(shop.ask("u1", one, "{\"id\": \"o2\"}").toString())
        .isEqualTo("{\"data\":{\"getOrder\":null}}");
    assertThat(shop.ask("u1", one, "{\"id\": \"none\"}").toString())
        .isEqualTo("{\"data\":{\"getOrder\":null}}");
  }

  @Test
  void asksDeliveryPricingWithASignature() {
    String query = "query($i: DeliveryPricingInput!) { getDeliveryPricing(input: $i) { pricing } }";
    String input = "{\"i\": {\"products\": [" + PRODUCT + "], " + ADDRESS + "}}";
    assertThat(shop.ask("u1", query, input).toString())
        .isEqualTo("{\"data\":{\"getDeliveryPricing\":{\"pricing\":1500}}}");
    assertThat(shop.priced.getFirst())
        .startsWith("POST /execute-api/abc/tests/backend/pricing AWS4-HMAC-SHA256 Credential=")
        .contains("/us-east-1/execute-api/aws4_request")
        .contains("{\"products\":[" + PRODUCT.replace(" ", "") + "],\"address\":{");
    shop.pricingStatus = 400;
    shop.pricingAnswer = "{\"message\": \"products is missing\"}";
    JsonNode error = shop.ask("u1", query, input).path("errors").get(0);
    assertThat(error.path("errorType").asText() + error.path("message").asText())
        .isEqualTo("InvalidInputproducts is missing");
    shop.pricingStatus = 502;
    assertThat(shop.ask("u1", query, input).path("errors").get(0).path("errorType").asText())
        .isEqualTo("DeliveryPricingUnavailable");
  }

  @Test
  void hasOrdersCreatedForTheCaller() {
    String mutation =
        "mutation($o: CreateOrderRequest!) { createOrder(order: $o) { success message errors order"
            + " { orderId total } } }";
    String order =
        "{\"o\": {\"products\": ["
            + PRODUCT
            + "], "
            + ADDRESS
            + ", \"deliveryPrice\": 0, \"paymentToken\": \"t\"}}";
    shop.outcome =
        outcome(
            Optional.empty(),
            "{\"success\": false, \"message\": \"no\", \"errors\": [\"a\", \"b\"]}");
    assertThat(shop.ask("u1", mutation, order).toString())
        .isEqualTo(
            "{\"data\":{\"createOrder\":{\"success\":false,\"message\":\"no\",\"errors\":[\"a\",\"b\"],\"order\":null}}}");
    assertThat(shop.invoked.getFirst().path("userId").asText()).isEqualTo("u1");
    assertThat(shop.invoked.getFirst().path("order").path("products").get(0))
        .isEqualTo(Json.read(PRODUCT));
    shop.outcome =
        outcome(
            Optional.of("Unhandled"),
            "{\"errorMessage\": \"broken\", \"errorType\": \"java.lang.Error\"}");
    JsonNode error = shop.ask("u1", mutation, order).path("errors").get(0);
    assertThat(error.path("errorType").asText() + " " + error.path("message").asText())
        .isEqualTo("Lambda:Unhandled broken");
  }

  private static Invoker.Outcome outcome(Optional<String> error, String payload) {
    return new Invoker.Outcome(error, payload.getBytes(StandardCharsets.UTF_8), "");
  }

  @Test
  void packsAnOrder() {
    shop.tables.put(
        "warehouse",
        "{\"orderId\": \"o1\", \"productId\": \"__metadata\", \"status\": \"NEW\", \"newDate\":"
            + " \"n\", \"modifiedDate\": \"m\"}");
    shop.tables.put("warehouse", "{\"orderId\": \"o1\", \"productId\": \"p1\", \"quantity\": 3}");
    shop.tables.put("warehouse", "{\"orderId\": \"o1\", \"productId\": \"p2\", \"quantity\": 1}");
    JsonNode ids =
        shop.ask(
            "a:admin", "{ getNewPackagingRequestIds { packagingRequestIds nextToken } }", "{}");
    assertThat(ids.toString())
        .isEqualTo(
            "{\"data\":{\"getNewPackagingRequestIds\":{\"packagingRequestIds\":[\"o1\"],\"nextToken\":null}}}");
    fails(quantity("o1", "p1", 2), "InvalidStatus", "is NEW, not IN_PROGRESS");
    fails(
        move("completePackaging", "PackagingInput", "o1", "w:warehouse"),
        "InvalidStatus",
        "is NEW, not IN_PROGRESS");
    succeeds(move("startPackaging", "PackagingInput", "o1", "w:warehouse"));
    assertThat(
            shop.tables
                .item("warehouse", "orderId", "o1", "productId", "__metadata")
                .has("newDate"))
        .isFalse();
    assertThat(
            shop.tables
                .item("warehouse", "orderId", "o1", "productId", "__metadata")
                .path("modifiedDate")
                .asText())
        .startsWith("20");
    fails(
        move("startPackaging", "PackagingInput", "o1", "w:warehouse"),
        "InvalidStatus",
        "is IN_PROGRESS, not NEW");
    fails(quantity("o1", "p1", 4), "InvalidInput", "must not be above 3");
    fails(quantity("o1", "p1", -1), "InvalidInput", "must not be negative");
    succeeds(quantity("o1", "p1", 1));
    fails(quantity("o1", "p1", 4), "InvalidInput", "must not be above 3");
    succeeds(quantity("o1", "p1", 3));
    succeeds(quantity("o1", "p1", 2));
    succeeds(quantity("o1", "p2", 0));
    fails(quantity("o1", "p2", 1), "NotFound", "no product p2");
    fails(quantity("o1", "p9", 0), "NotFound", "no product p9");
    fails(quantity("o1", "__metadata", 1), "NotFound", "__metadata");
    fails(quantity("o2", "p1", 1), "NotFound", "no packaging request for order o2");
    JsonNode request =
        shop.ask(
            "w:warehouse",
            "{ getPackagingRequest(input: {orderId: \"o1\"}) { orderId status products { productId"
                + " quantity } } }",
            "{}");
    assertThat(request.path("data").path("getPackagingRequest").toString())
        .isEqualTo(
            "{\"orderId\":\"o1\",\"status\":\"IN_PROGRESS\",\"products\":[{\"productId\":\"p1\",\"quantity\":2}]}");
    succeeds(move("completePackaging", "PackagingInput", "o1", "w:warehouse"));
    fails(quantity("o1", "p1", 1), "InvalidStatus", "is COMPLETED, not IN_PROGRESS");
    fails(
        move("startPackaging", "PackagingInput", "o9", "w:warehouse"),
        "NotFound",
        "no packaging request for order o9");
    JsonNode none =
        shop.ask(
            "w:warehouse",
            "{ it: getPackagingRequest(input: {orderId: \"o9\"}) { status } }",
            "{}");
    fails(none, "NotFound", "no packaging request for order o9");
  }

  @Test
  void deliversAPackage() {
    shop.tables.put(
        "delivery",
        "{\"orderId\": \"o1\", \"status\": \"NEW\", \"isNew\": \"true\", \"address\": {\"name\":"
            + " \"A\", \"country\": \"FI\"}}");
    shop.tables.put(
        "delivery",
        "{\"orderId\": \"o2\", \"status\": \"IN_PROGRESS\", \"address\": {\"name\": \"B\"}}");
    JsonNode list =
        shop.ask(
            "d:delivery",
            "{ getNewDeliveries { deliveries { orderId address { name city } } nextToken } }",
            "{}");
    assertThat(list.path("data").path("getNewDeliveries").path("deliveries").toString())
        .isEqualTo("[{\"orderId\":\"o1\",\"address\":{\"name\":\"A\",\"city\":null}}]");
    fails(
        move("completeDelivery", "DeliveryInput", "o1", "d:delivery"),
        "InvalidStatus",
        "is NEW, not IN_PROGRESS");
    succeeds(move("startDelivery", "DeliveryInput", "o1", "d:delivery"));
    assertThat(shop.tables.item("delivery", "orderId", "o1").has("isNew")).isFalse();
    succeeds(move("completeDelivery", "DeliveryInput", "o1", "a:admin"));
    fails(
        move("failDelivery", "DeliveryInput", "o1", "d:delivery"),
        "InvalidStatus",
        "is COMPLETED, not IN_PROGRESS");
    succeeds(move("failDelivery", "DeliveryInput", "o2", "d:delivery"));
    assertThat(shop.tables.item("delivery", "orderId", "o2").path("status").asText())
        .isEqualTo("FAILED");
    fails(
        move("startDelivery", "DeliveryInput", "o9", "d:delivery"),
        "NotFound",
        "no delivery of order o9");
    JsonNode one =
        shop.ask(
            "d:delivery",
            "{ getDelivery(input: {orderId: \"o1\"}) { orderId status address { name } } }",
            "{}");
    assertThat(one.path("data").path("getDelivery").toString())
        .isEqualTo("{\"orderId\":\"o1\",\"status\":\"COMPLETED\",\"address\":{\"name\":\"A\"}}");
    assertThat(
            shop.ask("d:delivery", "{ getDelivery(input: {orderId: \"o9\"}) { orderId } }", "{}")
                .toString())
        .isEqualTo("{\"data\":{\"getDelivery\":null}}");
  }

  private static final String CHANGE =
      "mutation P($c: OrderChangeInput!) { publishOrderChanged(change: $c) { orderId change status"
          + " total changed } }";

  @Test
  void onlyRulesPublishAndWhatTheyTellIsCleaned() {
    assertThat(
            shop.ask(
                    "a:admin",
                    "mutation { publishWarehouseWork(orderId: \"o\", event: \"e\") { orderId } }",
                    "{}")
                .at("/errors/0/errorType")
                .asText())
        .isEqualTo("Unauthorized");
    Identity admin = new Identity.Administrator("arn:aws:iam::000000000000:user/test", "test");
    String endpoint =
        "arn:aws:appsync:us-east-1:000000000000:endpoints/graphql-api/" + shop.apiId();
    shop.appsync.mutate(
        admin,
        endpoint,
        CHANGE,
        Json.read(
            "{\"c\": {\"event\": \"OrderModified\", \"orderId\": \"o\", \"status\": \"\","
                + " \"total\": \"1500\", \"changed\": [\"total\"]}}"));
    assertThatThrownBy(
            () ->
                shop.appsync.mutate(
                    admin,
                    endpoint,
                    CHANGE,
                    Json.read("{\"c\": {\"event\": \"Other\", \"orderId\": \"o\"}}")))
        .hasMessageContaining("event Other");
  }

  @Test
  void badTokensOfEveryListAreInvalidInput() {
    for (String list :
        List.of(
            "getProducts(nextToken: $t)",
            "getProductsByCategory(category: \"c\", nextToken: $t)",
            "getOrders(nextToken: $t)",
            "getNewPackagingRequestIds(nextToken: $t)",
            "getNewDeliveries(nextToken: $t)")) {
      for (String token : List.of("", "x", "eyJvcmRlcklkIjp7IlMiOiJvIn19")) {
        JsonNode answer =
            shop.ask(
                "a:admin",
                "query($t: String) { " + list + " { nextToken } }",
                "{\"t\": \"" + token + "\"}");
        assertThat(answer.at("/errors/0/errorType").asText())
            .as("%s %s", list, answer)
            .isEqualTo("InvalidInput");
        assertThat(answer.at("/errors/0/message").asText()).startsWith("nextToken");
      }
    }
  }
}
