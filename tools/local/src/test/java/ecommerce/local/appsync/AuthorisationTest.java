package ecommerce.local.appsync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.wire.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may ask frontend-api what; and requests that are refused as a whole. */
class AuthorisationTest {

  private static final String ADDRESS =
      "{name: \"A\", streetAddress: \"S\", city: \"C\", country: \"FI\", phoneNumber: \"1\"}";
  private static final Map<String, String> FIELDS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("getProducts", "{ getProducts { nextToken } }"),
              Map.entry(
                  "getProductsByCategory",
                  "{ getProductsByCategory(category: \"c\") { nextToken } }"),
              Map.entry("getProduct", "{ getProduct(productId: \"p\") { name } }"),
              Map.entry(
                  "getDeliveryPricing",
                  "{ getDeliveryPricing(input: {products: [], address: "
                      + ADDRESS
                      + "}) { pricing } }"),
              Map.entry("getOrders", "{ getOrders { nextToken } }"),
              Map.entry("getOrder", "{ getOrder(orderId: \"o\") { status } }"),
              Map.entry(
                  "createOrder",
                  "mutation { createOrder(order: {products: [], address: "
                      + ADDRESS
                      + ", deliveryPrice: 0, paymentToken: \"t\"}) { success } }"),
              Map.entry("getNewPackagingRequestIds", "{ getNewPackagingRequestIds { nextToken } }"),
              Map.entry(
                  "getPackagingRequest",
                  "{ getPackagingRequest(input: {orderId: \"o\"}) { status } }"),
              Map.entry(
                  "startPackaging",
                  "mutation { startPackaging(input: {orderId: \"o\"}) { success } }"),
              Map.entry(
                  "completePackaging",
                  "mutation { completePackaging(input: {orderId: \"o\"}) { success } }"),
              Map.entry(
                  "updatePackagingProduct",
                  "mutation { updatePackagingProduct(input: {orderId: \"o\", productId: \"p\","
                      + " quantity: 1}) { success } }"),
              Map.entry("getNewDeliveries", "{ getNewDeliveries { nextToken } }"),
              Map.entry("getDelivery", "{ getDelivery(input: {orderId: \"o\"}) { status } }"),
              Map.entry(
                  "startDelivery",
                  "mutation { startDelivery(input: {orderId: \"o\"}) { success } }"),
              Map.entry(
                  "completeDelivery",
                  "mutation { completeDelivery(input: {orderId: \"o\"}) { success } }"),
              Map.entry(
                  "failDelivery",
                  "mutation { failDelivery(input: {orderId: \"o\"}) { success } }")));
  private static final List<String> PUBLIC =
      List.of("getProducts", "getProductsByCategory", "getProduct");
  private static final List<String> SIGNED_IN =
      List.of("getDeliveryPricing", "getOrders", "getOrder", "createOrder");

  @TempDir static Path directory;
  private static Shop shop;

  @BeforeAll
  static void open() throws Exception {
    shop = new Shop(directory).deployed();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static boolean allowed(String field, String user) {
    boolean staff =
        field.contains("Packag")
            ? user.matches("\\w+:.*(admin|warehouse).*")
            : user.matches("\\w+:.*(admin|delivery).*");
    return PUBLIC.contains(field) || (SIGNED_IN.contains(field) ? !user.isEmpty() : staff);
  }

  @Test
  void everyFieldIsForThoseWhomTheContractNames() {
    for (String user :
        List.of(
            "",
            "u1",
            "u1:customers",
            "w:warehouse",
            "d:delivery",
            "a:admin",
            "wd:warehouse,delivery")) {
      FIELDS.forEach(
          (field, query) -> {
            JsonNode answer = shop.ask(user, query, "{}");
            String first = answer.path("errors").path(0).path("errorType").asText();
            assertThat(first.equals("Unauthorized"))
                .as(field + " for '" + user + "': " + answer)
                .isEqualTo(!allowed(field, user));
            assertThat(first)
                .as(answer.toString())
                .doesNotStartWith("DynamoDB:Access")
                .isNotEqualTo("InternalFailure");
          });
    }
  }

  @Test
  void anUnauthorisedFieldIsNullWithAnErrorInAppSyncsForm() {
    assertThat(
            shop.ask(
                    "",
                    "{ getOrders { nextToken } getProduct(productId: \"none\") { name } }",
                    "{}")
                .toString())
        .isEqualTo(
            "{\"data\":{\"getOrders\":null,\"getProduct\":null},\"errors\":[{\"path\":[\"getOrders\"],\"data\":null,\"errorType\":\"Unauthorized\","
                + "\"errorInfo\":null,\"locations\":[{\"line\":1,\"column\":3,\"sourceName\":null}],\"message\":\"Not"
                + " Authorized to access getOrders on type Query\"}]}");
  }

  private static void refused(HttpResponse answer, int status, String type) {
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    assertThat(answer.status()).as(body).isEqualTo(status);
    assertThat(Json.read(body).path("errors").get(0).path("errorType").asText()).isEqualTo(type);
    assertThat(Json.read(body).path("errors").get(0).path("message").asText()).isNotEmpty();
  }

  @Test
  void refusesRequestsOfNobody() {
    String body = "{\"query\": \"{ getProducts { nextToken } }\"}";
    refused(shop.post(body), 401, "UnauthorizedException");
    refused(shop.post(body, "x-api-key", "da2-unknown"), 401, "UnauthorizedException");
    refused(shop.post(body, "Authorization", "nonsense"), 401, "UnauthorizedException");
    refused(
        shop.post(body, "Authorization", "AWS4-HMAC-SHA256 Credential=x"),
        401,
        "UnauthorizedException");
    assertThat(shop.post(body, "Authorization", "Bearer token-of-u1").status()).isEqualTo(200);
  }

  @Test
  void refusesBodiesThatAreNoGraphql() {
    for (String body :
        List.of(
            "",
            "nonsense",
            "[]",
            "{}",
            "{\"query\": \"\"}",
            "{\"query\": 1}",
            "{\"query\": \"{ unclosed\"}",
            "{\"query\": \"{ getProducts { nextToken } }\", \"variables\": []}")) {
      refused(shop.post(body, "x-api-key", shop.key), 400, "MalformedHttpRequestException");
    }
  }

  @Test
  void tellsWhatDoesNotFitTheSchema() {
    JsonNode unknown = shop.ask("", "{ getNothing }", "{}");
    assertThat(unknown.path("data").isNull()).isTrue();
    assertThat(unknown.path("errors").get(0).path("errorType").asText())
        .isEqualTo("ValidationError");
    assertThat(unknown.path("errors").get(0).path("message").asText()).contains("getNothing");
    JsonNode missing =
        shop.ask("", "query($id: ID!) { getProduct(productId: $id) { name } }", "{}");
    assertThat(missing.path("data").isNull()).isTrue();
    assertThat(missing.path("errors").get(0).path("message").asText()).contains("id");
  }

  @Test
  void answersIntrospection() {
    JsonNode types =
        shop.ask(
            "",
            "{ __schema { queryType { name } types { name fields { name type { name kind ofType {"
                + " name } } } } } __typename }",
            "{}");
    assertThat(types.path("data").path("__schema").path("types").toString())
        .contains("PaginatedProducts");
    assertThat(types.path("data").path("__typename").asText()).isEqualTo("Query");
  }

  @Test
  void answersManyAtOnce() throws Exception {
    shop.tables.put("products", "{\"productId\": \"many\", \"name\": \"P\", \"price\": 1}");
    String query = "{ getProduct(productId: \"many\") { productId name price } }";
    Callable<JsonNode> one = () -> shop.ask("", query, "{}");
    for (int i = 0; i < 300; i++) {
      one.call();
    }
    long start = System.nanoTime();
    for (int i = 0; i < 300; i++) {
      one.call();
    }
    System.out.printf(
        "one after the other: %.2f ms a query%n", (System.nanoTime() - start) / 300e6);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      start = System.nanoTime();
      var answers = threads.invokeAll(java.util.Collections.nCopies(400, one));
      for (var answer : answers) {
        assertThat(answer.get().path("data").path("getProduct").path("price").asInt()).isEqualTo(1);
      }
      System.out.printf("400 at once: %.2f ms a query%n", (System.nanoTime() - start) / 400e6);
    }
  }
}
