package ecommerce.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.GraphQl;
import ecommerce.suite.clients.GraphQlAnswer;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.Shop;
import ecommerce.suite.target.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PlatformTest(needs = {Capability.GRAPHQL, Capability.USERS})
class GraphQlCatalogueIT {

  private static final String PRODUCT =
      "{ productId name category price tags pictures createdDate modifiedDate package { width"
          + " length height weight } }";

  private final Platform platform;
  private final GraphQl api;

  GraphQlCatalogueIT(Platform platform) {
    this.platform = platform;
    this.api = platform.anyone();
  }

  private JsonNode product(String id) {
    return api.ask("query ($id: ID!) { getProduct(productId: $id) " + PRODUCT + " }", "id", id)
        .data("getProduct");
  }

  @Test
  void givesAProductWithEveryField() {
    ObjectNode product = platform.shop().product(1000);
    assertThat(product(product.path("productId").asText())).isEqualTo(product);
  }

  @Test
  void givesNullForAProductThatDoesNotExist() {
    assertThat(product(UUID.randomUUID().toString()).isNull()).isTrue();
    assertThat(product("").isNull()).isTrue();
  }

  @Test
  void givesProductsWithAZeroPrice() {
    ObjectNode product = platform.shop().product(0);
    assertThat(product(product.path("productId").asText()).path("price").intValue()).isZero();
  }

  /** All pages of a field, each as the list of its ids. */
  private List<List<String>> pages(String field, String arguments, Object... variables) {
    List<List<String>> pages = new ArrayList<>();
    JsonNode token = Json.parse("null");
    do {
      ObjectNode all = Json.object(variables);
      all.set("nextToken", token);
      String query =
          "query ($nextToken: String"
              + arguments
              + "nextToken: $nextToken) { products { productId } nextToken } }";
      JsonNode page = api.post(Json.object("query", query, "variables", all)).data(field);
      pages.add(
          page.path("products")
              .valueStream()
              .map(product -> product.path("productId").asText())
              .toList());
      token = page.path("nextToken");
    } while (!token.isNull());
    return pages;
  }

  @Test
  void givesTheWholeCatalogueInPagesOfUpToAHundred() {
    List<String> mine =
        IntStream.range(0, 3)
            .mapToObj(i -> platform.shop().product(i).path("productId").asText())
            .toList();
    List<List<String>> pages = pages("getProducts", ") { getProducts(");
    assertThat(pages).allSatisfy(page -> assertThat(page).hasSizeLessThanOrEqualTo(100));
    assertThat(pages.stream().flatMap(List::stream)).containsAll(mine);
  }

  @Test
  void givesACategoryOfMoreThanAHundredInPages() {
    String category = "category-" + UUID.randomUUID();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 105; i++) {
      ObjectNode product = Shop.newProduct(i).put("category", category);
      platform.table("products").put(product);
      ids.add(product.path("productId").asText());
    }
    platform.shop().product(5);
    List<List<String>> pages =
        pages(
            "getProductsByCategory",
            ", $category: String!) { getProductsByCategory(category: $category, ",
            "category",
            category);
    assertThat(pages.getFirst()).hasSize(100);
    assertThat(pages.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void givesAnEmptyPageOfACategoryThatDoesNotExist() {
    JsonNode page =
        api.ask(
                "query { getProductsByCategory(category: \"none\") { products { productId }"
                    + " nextToken } }")
            .data("getProductsByCategory");
    assertThat(page.path("products").isEmpty()).isTrue();
    assertThat(page.path("nextToken").isNull()).isTrue();
  }

  @Test
  void pricesADelivery() {
    GraphQl customer = platform.people().customer().graphQl();
    ObjectNode product =
        Shop.newProduct(5).retain("productId", "name", "package", "price").put("quantity", 9);
    GraphQlAnswer answer =
        customer.ask(
            "query ($input: DeliveryPricingInput!) { getDeliveryPricing(input: $input) { pricing }"
                + " }",
            "input",
            Json.object(
                "products", Json.list(product), "address", Shop.address().put("country", "us")));
    assertThat(answer.data("getDeliveryPricing")).isEqualTo(Json.object("pricing", 3 * 1500));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "query { nothing }",
        "query { getProduct { productId } }",
        "query { getProduct(productId: \"x\") { nothing } }",
        "query { getProduct(productId: \"x\") }",
        "query { getProduct(productId: \"x\"",
        "mutation { getProducts { nextToken } }",
        "query ($id: ID!) { getProduct(productId: $id) { productId } }",
        ""
      })
  void refusesAQueryThatTheSchemaDoesNotAllow(String query) {
    GraphQlAnswer answer = api.ask(query);
    assertThat(answer.errors()).as("%s", answer).isNotEmpty();
    assertThat(answer.errors().getFirst().path("message").asText()).isNotBlank();
    assertThat(answer.body().path("data").isObject()).as("%s", answer).isFalse();
  }

  @Test
  void refusesVariablesOfTheWrongType() {
    GraphQl customer = platform.people().customer().graphQl();
    String query =
        "query ($input: DeliveryPricingInput!) { getDeliveryPricing(input: $input) { pricing } }";
    ObjectNode product = Shop.newProduct(5).retain("productId", "name", "package", "price");
    ObjectNode right = Json.object("products", Json.list(product), "address", Shop.address());
    assertThat(customer.ask(query, "input", right).errors()).isEmpty();
    assertThat(customer.ask(query, "input", right.deepCopy().without("address")).errors())
        .isNotEmpty();
    product.put("price", "much");
    ObjectNode wrong = Json.object("products", Json.list(product), "address", Shop.address());
    assertThat(customer.ask(query, "input", wrong).errors()).isNotEmpty();
  }
}
