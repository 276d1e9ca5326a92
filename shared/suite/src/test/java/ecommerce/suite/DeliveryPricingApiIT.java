package ecommerce.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.RestApi;
import ecommerce.suite.clients.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@PlatformTest
class DeliveryPricingApiIT {

  private static final String[] EU = {
    "AT", "BE", "BG", "CY", "CZ", "DE", "EE", "ES", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
    "LV", "MT", "NL", "PL", "PT", "RO", "SI", "SK"
  };

  private final RestApi api;

  DeliveryPricingApiIT(Platform platform) {
    this.api = platform.api("delivery-pricing");
  }

  private static ObjectNode product(int width, int length, int height, int weight) {
    ObjectNode product = Shop.newProduct(100);
    product.set(
        "package",
        Json.object("width", width, "length", length, "height", height, "weight", weight));
    return product;
  }

  private int price(String country, ObjectNode... products) {
    ArrayNode list = Json.list((Object[]) products);
    ObjectNode request =
        Json.object("products", list, "address", Shop.address().put("country", country));
    return api.post("/backend/pricing", request).ok().path("pricing").intValue();
  }

  @Test
  void deliversOneBoxAtThePriceOfTheCountry() {
    ObjectNode box = product(500, 500, 500, 12_000);
    for (String country : new String[] {"DK", "FI", "NO", "SE"}) {
      assertThat(price(country, box)).as(country).isZero();
    }
    for (String country : EU) {
      assertThat(price(country, box)).as(country).isEqualTo(1000);
    }
    for (String country : new String[] {"CA", "US"}) {
      assertThat(price(country, box)).as(country).isEqualTo(1500);
    }
    for (String country : new String[] {"AU", "GB", "CH", "JP", "ZZ"}) {
      assertThat(price(country, box)).as(country).isEqualTo(2500);
    }
  }

  @ParameterizedTest
  @CsvSource({"de, 1000", "dE, 1000", "us, 1500", "se, 0", "au, 2500"})
  void takesACountryInAnyCase(String country, int expected) {
    assertThat(price(country, product(1, 1, 1, 1))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "500, 500, 500, 12000, 1, 1",
    "500, 500, 500, 12001, 1, 2",
    "501, 500, 500, 12000, 1, 2",
    "500, 501, 500, 1, 1, 2",
    "500, 500, 501, 1, 1, 2",
    "1, 1, 1, 1, 1, 1",
    "1, 1, 1, 24000, 1, 2",
    "1, 1, 1, 24001, 1, 3",
    "1000, 1000, 1000, 12000, 1, 8",
    "500, 500, 250, 1, 2, 1",
    "500, 500, 250, 1, 3, 2",
    "1, 1, 1, 6000, 2, 1",
    "1, 1, 1, 6000, 3, 2",
    "500, 500, 500, 6000, 3, 3",
    "500, 500, 100, 12000, 5, 5",
    "2000, 2000, 2000, 1000, 100, 6400"
  })
  void takesTheLargerOfVolumeAndWeightInBoxes(
      int width, int length, int height, int weight, int quantity, int boxes) {
    assertThat(price("DE", product(width, length, height, weight).put("quantity", quantity)))
        .isEqualTo(boxes * 1000);
  }

  @Test
  void addsTheProductsUpBeforeItRounds() {
    assertThat(price("DE", product(500, 500, 250, 100), product(500, 500, 250, 100)))
        .isEqualTo(1000);
    assertThat(price("DE", product(500, 500, 250, 100), product(1, 1, 1, 12_000))).isEqualTo(2000);
    assertThat(price("DE", product(500, 500, 400, 100), product(1, 1, 1, 11_900))).isEqualTo(1000);
  }

  @Test
  void costsNothingToDeliverNothing() {
    assertThat(price("DE")).isZero();
    assertThat(price("DE", product(0, 0, 0, 0))).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"products", "address"})
  void namesAFieldThatIsMissing(String field) {
    ObjectNode request =
        Json.object("products", Json.list(Shop.newProduct(1)), "address", Shop.address());
    request.remove(field);
    assertThat(api.post("/backend/pricing", request).message(400)).contains(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"width", "length", "height", "weight"})
  void namesAMeasureThatIsMissingOrNegativeOrNoNumber(String measure) {
    ObjectNode missing = Shop.newProduct(1);
    ((ObjectNode) missing.path("package")).remove(measure);
    assertThat(refusal(missing)).contains(measure);
    ObjectNode negative = Shop.newProduct(1);
    ((ObjectNode) negative.path("package")).put(measure, -1);
    assertThat(refusal(negative)).contains(measure);
    ObjectNode text = Shop.newProduct(1);
    ((ObjectNode) text.path("package")).put(measure, "100");
    assertThat(refusal(text)).contains(measure);
  }

  @Test
  void namesAPackageThatIsMissingAndAQuantityThatIsWrong() {
    ObjectNode unpacked = Shop.newProduct(1);
    unpacked.remove("package");
    assertThat(refusal(unpacked)).contains("package");
    assertThat(refusal(Shop.newProduct(1).put("quantity", -1))).contains("quantity");
    assertThat(refusal(Shop.newProduct(1).put("quantity", "two"))).contains("quantity");
  }

  private String refusal(ObjectNode product) {
    ObjectNode request = Json.object("products", Json.list(product), "address", Shop.address());
    return api.post("/backend/pricing", request).message(400);
  }

  @Test
  void namesACountryThatIsMissingOrNone() {
    ObjectNode address = Shop.address();
    address.remove("country");
    assertThat(refusalOf(address)).contains("country");
    assertThat(refusalOf(Shop.address().put("country", 49))).contains("country");
  }

  private String refusalOf(ObjectNode address) {
    ObjectNode request = Json.object("products", Json.list(Shop.newProduct(1)), "address", address);
    return api.post("/backend/pricing", request).message(400);
  }
}
