package ecommerce.suite;

import static ecommerce.suite.clients.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.GraphQl;
import ecommerce.suite.clients.GraphQlAnswer;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.Shop;
import ecommerce.suite.clients.Table;
import ecommerce.suite.target.Capability;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How administrators make, change and delete products. */
@PlatformTest(needs = {Capability.GRAPHQL, Capability.USERS, Capability.LISTENER})
class ProductCareIT {

  private static final String ANSWER =
      " { success product { productId name category price tags pictures createdDate modifiedDate"
          + " version package { width length height weight } } } }";

  private final Platform platform;
  private final Table table;
  private final GraphQl admin;

  ProductCareIT(Platform platform) {
    this.platform = platform;
    this.table = platform.table("products");
    this.admin = platform.people().admin().graphQl();
  }

  private GraphQlAnswer act(String field, ObjectNode input) {
    String type = Character.toUpperCase(field.charAt(0)) + field.substring(1) + "Input";
    return admin.ask(
        "mutation ($input: " + type + "!) { " + field + "(input: $input)" + ANSWER, "input", input);
  }

  private JsonNode done(String field, ObjectNode input) {
    GraphQlAnswer answer = act(field, input);
    answer.succeeded(field);
    return answer.data(field).path("product");
  }

  private void refused(String field, ObjectNode input, String type, String words) {
    GraphQlAnswer answer = act(field, input);
    assertThat(answer.error(field)).as("%s", answer).contains(words);
    assertThat(answer.errors().getFirst().path("errorType").asText()).isEqualTo(type);
  }

  private static ObjectNode input() {
    return Shop.newProduct(1000).without(List.of("productId", "createdDate", "modifiedDate"));
  }

  private static ObjectNode change(JsonNode product, Object... namesAndValues) {
    return Json.object(namesAndValues)
        .<ObjectNode>set("productId", product.path("productId"))
        .set("version", product.path("version"));
  }

  private ObjectNode stored(JsonNode product) {
    return table.get("productId", product.path("productId").asText()).orElseThrow();
  }

  @Test
  void makesAProductThatCanBeOrdered() {
    ObjectNode input = input();
    JsonNode product = done("createProduct", input);
    assertThat(product.path("version").intValue()).isOne();
    assertThat(product.path("createdDate").asText())
        .isNotBlank()
        .isEqualTo(product.path("modifiedDate").asText());
    assertThat(((ObjectNode) product.deepCopy()).retain(names(input))).isEqualTo(input);
    assertThat(stored(product)).isEqualTo(product);
    String id = product.path("productId").asText();
    assertThat(platform.events().await("ProductCreated", id).path("detail")).isEqualTo(product);
    assertThat(
            platform
                .createOrder()
                .make(
                    UUID.randomUUID().toString(),
                    platform.shop().cart(Json.list(stored(product).put("quantity", 1)))))
        .isNotNull();
  }

  private static List<String> names(ObjectNode object) {
    return object.propertyStream().map(java.util.Map.Entry::getKey).toList();
  }

  @Test
  void takesTheIdThatIsGivenOnce() {
    String id = UUID.randomUUID().toString();
    JsonNode product = done("createProduct", input().put("productId", id));
    assertThat(product.path("productId").asText()).isEqualTo(id);
    refused("createProduct", input().put("productId", id).put("price", 1), "Conflict", id);
    assertThat(stored(product)).isEqualTo(product);
  }

  @Test
  void changesWhatIsGivenAndTellsWhatHasChanged() {
    JsonNode product = done("createProduct", input());
    ObjectNode change = change(product, "price", 900, "name", "Oak desk").putNull("tags");
    JsonNode changed = done("updateProduct", change);
    assertThat(changed.path("version").intValue()).isEqualTo(2);
    assertThat(changed.path("price").intValue()).isEqualTo(900);
    assertThat(changed.path("package")).isEqualTo(product.path("package"));
    assertThat(stored(product).has("tags")).isFalse();
    String id = product.path("productId").asText();
    JsonNode detail = platform.events().await("ProductModified", id).path("detail");
    assertThat(detail.path("old")).isEqualTo(product);
    assertThat(detail.path("new")).isEqualTo(stored(product));
    assertThat(detail.path("changed").valueStream().map(JsonNode::asText))
        .contains("name", "price", "tags", "version")
        .isSubsetOf("name", "price", "tags", "version", "modifiedDate");
  }

  @Test
  void refusesAChangeOfAVersionThatIsNoMore() {
    JsonNode product = done("createProduct", input());
    done("updateProduct", change(product, "price", 900));
    refused("updateProduct", change(product, "price", 800), "Conflict", "version 2, not 1");
    refused("deleteProduct", change(product), "Conflict", "version 2, not 1");
    assertThat(stored(product).path("price").intValue()).isEqualTo(900);
  }

  @Test
  void ofManyChangesAtOnceOneWins() throws Exception {
    JsonNode product = done("createProduct", input());
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<GraphQlAnswer>> all =
          IntStream.range(0, 8)
              .mapToObj(
                  i -> many.submit(() -> act("updateProduct", change(product, "price", 100 + i))))
              .toList();
      int won = 0;
      for (Future<GraphQlAnswer> one : all) {
        won += one.get().errors().isEmpty() ? 1 : 0;
      }
      assertThat(won).isOne();
    }
    assertThat(stored(product).path("version").intValue()).isEqualTo(2);
  }

  @Test
  void takesWhatAClientWroteWithoutAVersionAsVersionNull() {
    ObjectNode product = platform.shop().product(1000);
    refused(
        "updateProduct",
        change(product, "price", 5).put("version", 1),
        "Conflict",
        "version 0, not 1");
    assertThat(seen(product).path("version").intValue()).isZero();
    JsonNode changed = done("updateProduct", change(product, "price", 5).put("version", 0));
    assertThat(changed.path("version").intValue()).isOne();
    table.put(product);
    refused("updateProduct", change(changed, "price", 6), "Conflict", "version 0, not 1");
    done("deleteProduct", change(product).put("version", 0));
    assertThat(seen(product).isNull()).isTrue();
  }

  private JsonNode seen(JsonNode product) {
    return platform
        .anyone()
        .ask(
            "query ($id: ID!) { getProduct(productId: $id) { version } }",
            "id",
            product.path("productId"))
        .data("getProduct");
  }

  @Test
  void deletesAndTellsWhatItWas() {
    JsonNode product = done("createProduct", input());
    assertThat(done("deleteProduct", change(product))).isEqualTo(product);
    String id = product.path("productId").asText();
    assertThat(table.get("productId", id)).isEmpty();
    assertThat(platform.events().await("ProductDeleted", id).path("detail")).isEqualTo(product);
    refused("deleteProduct", change(product), "NotFound", id);
    refused("updateProduct", change(product, "price", 1), "NotFound", id);
    assertThat(table.get("productId", id)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"name, ' '", "price, -1", "category, ' '", "productId, ''", "price, 2147483647"})
  void namesTheFieldThatIsWrong(String field, String value) {
    ObjectNode input = input();
    if (field.equals("price")) {
      input.put(field, Integer.parseInt(value));
    } else {
      input.put(field, value);
    }
    refused("createProduct", input, "InvalidInput", field);
    JsonNode product = platform.shop().product(1000);
    ObjectNode change = change(product).put("version", 0);
    change.set(field, input.path(field));
    refused("updateProduct", change, "InvalidInput", field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"width", "length", "height", "weight"})
  void namesTheMeasureThatIsWrong(String measure) {
    ObjectNode input = input();
    input.withObject("package").put(measure, -1);
    refused("createProduct", input, "InvalidInput", "package." + measure);
  }

  @Test
  void namesEveryFieldThatIsWrong() {
    ObjectNode input = input().put("name", "").put("price", -1);
    input.withArray("tags").add(" ");
    input.withArray("pictures").add("");
    GraphQlAnswer answer = act("createProduct", input);
    assertThat(answer.error("createProduct"))
        .contains("name", "price", "tags[2]", "pictures[1]")
        .doesNotContain("package");
    refused("createProduct", input().put("name", "x".repeat(201)), "InvalidInput", "name");
    refused(
        "updateProduct",
        change(Json.object("productId", "x", "version", -1), "price", 1),
        "InvalidInput",
        "version");
    refused(
        "updateProduct",
        change(Json.object("productId", "x", "version", 1)).putNull("price"),
        "InvalidInput",
        "price");
    refused(
        "updateProduct",
        change(Json.object("productId", "x", "version", 1)).putNull("package"),
        "InvalidInput",
        "package");
  }

  @Test
  void makesAProductThatCostsAndWeighsNothing() {
    ObjectNode input = input().put("price", 0);
    input.withObject("package").put("weight", 0);
    assertThat(done("createProduct", input).path("price").intValue()).isZero();
  }

  @Test
  void isForAdministratorsAlone() {
    ObjectNode product = platform.shop().product(1000);
    for (GraphQl other :
        List.of(
            platform.anyone(),
            platform.people().customer().graphQl(),
            platform.people().packer().graphQl(),
            platform.people().courier().graphQl())) {
      other
          .ask(
              "mutation ($input: DeleteProductInput!) { deleteProduct(input: $input) { success } }",
              "input",
              change(product).put("version", 0))
          .isUnauthorized("deleteProduct");
    }
    eventually(() -> assertThat(stored(product)).isEqualTo(product));
  }
}
