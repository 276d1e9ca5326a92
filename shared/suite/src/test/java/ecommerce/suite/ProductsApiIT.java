package ecommerce.suite;

import static ecommerce.suite.clients.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.RestApi;
import ecommerce.suite.clients.Shop;
import ecommerce.suite.clients.Table;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PlatformTest
class ProductsApiIT {

  private final RestApi api;
  private final Shop shop;
  private final Table table;

  ProductsApiIT(Platform platform) {
    this.api = platform.api("products");
    this.shop = platform.shop();
    this.table = platform.table("products");
  }

  private JsonNode validate(Object... products) {
    return api.post("/backend/validate", Json.object("products", Json.list(products))).ok();
  }

  @Test
  void saysOnlyAMessageWhenEveryProductIsAsInTheCatalogue() {
    JsonNode answer = validate(shop.product(1000), shop.product(0));
    assertThat(answer.path("message").isTextual()).isTrue();
    assertThat(answer.size()).isEqualTo(1);
  }

  @Test
  void comparesNothingButIdNamePackageAndPrice() {
    ObjectNode product = shop.product(1000);
    ObjectNode bare = product.deepCopy();
    bare.retain("productId", "name", "package", "price");
    ObjectNode other = product.deepCopy();
    other
        .put("category", "other")
        .put("quantity", 3)
        .put("modifiedDate", "2030-01-01T00:00:00Z")
        .set("tags", Json.list());
    assertThat(validate(bare, other).has("products")).isFalse();
  }

  @Test
  void givesTheCataloguesVersionOfAProductWithAnotherName() {
    givesTheCataloguesVersion(product -> product.put("name", "Oak desk"));
  }

  @Test
  void givesTheCataloguesVersionOfAProductWithAnotherPrice() {
    givesTheCataloguesVersion(product -> product.put("price", 999));
  }

  @ParameterizedTest
  @ValueSource(strings = {"width", "length", "height", "weight"})
  void givesTheCataloguesVersionOfAProductWithAnotherPackage(String measure) {
    givesTheCataloguesVersion(
        product -> {
          ((ObjectNode) product.path("package")).put(measure, 1);
          return product;
        });
  }

  private void givesTheCataloguesVersion(UnaryOperator<ObjectNode> change) {
    ObjectNode right = shop.product(1000);
    JsonNode answer = validate(shop.product(5), change.apply(right.deepCopy()));
    assertThat(answer.path("message").asText()).isNotBlank();
    assertThat(answer.path("products").valueStream().toList()).containsExactly(right);
  }

  @Test
  void givesAProductBackThatDoesNotExist() {
    ObjectNode unknown = Shop.newProduct(100);
    assertThat(validate(unknown).path("products").valueStream().toList()).containsExactly(unknown);
  }

  @Test
  void givesEveryWrongProductAndNoRightOne() {
    ObjectNode right = shop.product(1000);
    ObjectNode dearer = shop.product(2000);
    ObjectNode unknown = Shop.newProduct(3000);
    JsonNode answer = validate(dearer.deepCopy().put("price", 1), right, unknown);
    assertThat(answer.path("products").valueStream().toList())
        .containsExactlyInAnyOrder(dearer, unknown);
  }

  @Test
  void countsAProductThatComesTwiceOnceWrongAsOneWrongProduct() {
    ObjectNode right = shop.product(1000);
    JsonNode answer = validate(right, right.deepCopy().put("price", 1));
    assertThat(answer.path("products").valueStream().toList()).containsExactly(right);
    JsonNode twiceWrong =
        validate(right.deepCopy().put("price", 2), right.deepCopy().put("price", 1));
    assertThat(twiceWrong.path("products").valueStream().toList()).containsExactly(right);
  }

  @Test
  void knowsAProductThatAClientJustChanged() {
    ObjectNode product = shop.product(1000);
    ObjectNode dearer = product.deepCopy().put("price", 1500);
    table.put(dearer);
    assertThat(validate(dearer).has("products")).isFalse();
    assertThat(validate(product).path("products").valueStream().toList()).containsExactly(dearer);
  }

  @Test
  void acceptsManyProducts() {
    List<ObjectNode> many =
        java.util.stream.IntStream.range(0, 120).mapToObj(Shop::newProduct).toList();
    table.putAll(many);
    // The search index takes them in at the same time: on a small machine the first reads may be
    // too slow.
    eventually(() -> assertThat(validate(many.toArray()).has("products")).isFalse());
  }

  @ParameterizedTest
  @ValueSource(strings = {"productId", "name", "package", "price"})
  void namesAFieldThatIsMissing(String field) {
    ObjectNode product = Shop.newProduct(1000);
    product.remove(field);
    assertThat(refusal(product)).contains(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"width", "length", "height", "weight"})
  void namesAMeasureThatIsMissingOrNegativeOrNoNumber(String measure) {
    ObjectNode product = Shop.newProduct(1000);
    ObjectNode size = (ObjectNode) product.path("package");
    assertThat(refusal(withPackage(product, size.deepCopy().put(measure, -1)))).contains(measure);
    assertThat(refusal(withPackage(product, size.deepCopy().put(measure, "5")))).contains(measure);
    size.remove(measure);
    assertThat(refusal(product)).contains(measure);
  }

  private static ObjectNode withPackage(ObjectNode product, ObjectNode size) {
    ObjectNode copy = product.deepCopy();
    copy.set("package", size);
    return copy;
  }

  @Test
  void namesAFieldOfTheWrongType() {
    assertThat(refusal(Shop.newProduct(1000).put("price", "1000"))).contains("price");
    assertThat(refusal(Shop.newProduct(-1))).contains("price");
    assertThat(refusal(Shop.newProduct(1).put("name", 7))).contains("name");
    assertThat(refusal(Shop.newProduct(1).put("productId", 7))).contains("productId");
    assertThat(refusal(Shop.newProduct(1).put("package", "small"))).contains("package");
  }

  private String refusal(ObjectNode product) {
    return api.post("/backend/validate", Json.object("products", Json.list(product))).message(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"products\": {}}",
        "{\"products\": \"all\"}",
        "{\"products\": [1]}",
        "{\"products\": null}"
      })
  void namesProductsThatAreMissingOrNoListOfObjects(String body) {
    assertThat(api.post("/backend/validate", body).message(400)).contains("products");
  }
}
