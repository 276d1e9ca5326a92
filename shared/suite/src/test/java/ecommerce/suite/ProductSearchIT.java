package ecommerce.suite;

import static ecommerce.suite.clients.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.GraphQlAnswer;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.Shop;
import ecommerce.suite.clients.Table;
import ecommerce.suite.target.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Products that are found by name, tag and category, also those that a client wrote. */
@PlatformTest(needs = Capability.GRAPHQL)
class ProductSearchIT {

  private static final String SEARCH =
      "query ($namePrefix: String, $tag: String, $category: String, $nextToken: String) {"
          + " searchProducts(namePrefix: $namePrefix, tag: $tag, category: $category, nextToken:"
          + " $nextToken) { products { productId name price version } nextToken } }";

  private final Platform platform;
  private final Table table;

  /** Letters of this test's own, so that nothing of another is found. */
  private final String own = "Q" + UUID.randomUUID().toString().substring(0, 12);

  ProductSearchIT(Platform platform) {
    this.platform = platform;
    this.table = platform.table("products");
  }

  private ObjectNode product(String name, String category, Object... tags) {
    ObjectNode product =
        Shop.newProduct(1000).put("name", own + name).put("category", own + category);
    product.set("tags", Json.list(tags));
    table.put(product);
    return product;
  }

  private List<String> found(Object... criteria) {
    List<String> names = new ArrayList<>();
    ObjectNode variables = Json.object(criteria);
    do {
      JsonNode page =
          platform
              .anyone()
              .post(Json.object("query", SEARCH, "variables", variables))
              .data("searchProducts");
      assertThat(page.path("products")).hasSizeLessThanOrEqualTo(100);
      page.path("products")
          .forEach(product -> names.add(product.path("name").asText().substring(own.length())));
      variables.set("nextToken", page.path("nextToken"));
    } while (!variables.path("nextToken").isNull());
    return names;
  }

  private void finds(List<String> names, Object... criteria) {
    eventually(() -> assertThat(found(criteria)).containsExactlyElementsOf(names));
  }

  @Test
  void areFoundByTheBeginningOfTheirNameInAnyCaseByName() {
    product("walnut desk", "desks");
    product("Walnut Chair", "chairs");
    product("oak desk", "desks");
    finds(List.of("Walnut Chair", "walnut desk"), "namePrefix", own + "WALNUT");
    finds(List.of("walnut desk"), "namePrefix", " " + own.toLowerCase() + "walnut d ");
    finds(List.of("oak desk", "Walnut Chair", "walnut desk"), "namePrefix", own);
    finds(List.of(), "namePrefix", own + "desk");
  }

  @Test
  void areFoundByTagAndCategoryAndBoth() {
    product("a desk", "Desks", own + "oak", "new");
    product("b desk", "Desks", own + "Pine");
    product("c chair", "Chairs", own + "OAK");
    finds(List.of("a desk", "c chair"), "tag", own + "Oak");
    finds(List.of("a desk", "b desk"), "category", own + "dESKS");
    finds(List.of("a desk"), "tag", own + "oak", "category", own + "desks");
    finds(List.of("c chair"), "tag", own + "oak", "namePrefix", own + "C");
    finds(List.of("b desk"), "category", own + "desks", "namePrefix", own + "b");
    finds(List.of(), "tag", own + "oak", "category", own + "desks", "namePrefix", own + "c");
  }

  @Test
  void areGivenInPagesOfAHundredByName() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 103; i++) {
      String name = "%03d".formatted(i);
      product(name, "many", own + "tag");
      all.add(name);
    }
    finds(all, "namePrefix", own);
    finds(all, "tag", own + "tag", "category", own + "many");
  }

  @Test
  void areFoundAsTheyAreNow() {
    ObjectNode product = product("first", "c", own + "one");
    finds(List.of("first"), "tag", own + "one");
    table.put(
        product.put("name", own + "second").put("price", 5).set("tags", Json.list(own + "two")));
    finds(List.of("second"), "tag", own + "two");
    finds(List.of(), "tag", own + "one");
    finds(List.of(), "namePrefix", own + "f");
    finds(List.of("second"), "namePrefix", own + "s", "category", own + "C");
    table.delete("productId", product.path("productId").asText());
    finds(List.of(), "namePrefix", own);
    table.put(product.put("name", own + "third").without("tags"));
    finds(List.of("third"), "namePrefix", own);
    finds(List.of(), "tag", own + "two");
    eventually(
        () ->
            assertThat(searchTable().query("term", "name#Q").toString())
                .doesNotContain((own + "second").toUpperCase()));
  }

  @Test
  void areFoundByTheirLastNameHoweverOftenItChanges() {
    ObjectNode product = product("0", "c", "t0");
    for (int i = 1; i <= 20; i++) {
      if (i % 5 == 0) {
        table.delete("productId", product.path("productId").asText());
      }
      table.put(product.put("name", own + i).set("tags", Json.list(own + "t" + i)));
    }
    finds(List.of("20"), "namePrefix", own);
    finds(List.of("20"), "tag", own + "t20");
    finds(List.of(), "tag", own + "t19");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"namePrefix\": \" \", \"tag\": \"\"}"})
  void refusesToLookForNothing(String variables) {
    GraphQlAnswer answer =
        platform.anyone().post(Json.object("query", SEARCH, "variables", Json.parse(variables)));
    assertThat(answer.error("searchProducts")).contains("namePrefix", "tag", "category");
    assertThat(answer.errors().getFirst().path("errorType").asText()).isEqualTo("InvalidInput");
  }

  @Test
  void areNotTooLongToBeFound() {
    ObjectNode product = product("😀".repeat(300), "c");
    finds(List.of("😀".repeat(300)), "namePrefix", own + "😀".repeat(250));
    finds(List.of(), "namePrefix", own + "😀".repeat(300) + "x");
    assertThat(product.path("productId").asText()).isNotBlank();
  }

  private Table searchTable() {
    return platform.tableNamed("products/search-table/name");
  }
}
