package ecommerce.orders.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Json;
import ecommerce.orders.Requests;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderRequestReaderTest {

  private final ObjectNode event = Requests.event();

  @Test
  void computesTheTotalItself() {
    ((ObjectNode) event.get("order")).put("total", 1);

    assertThat(Requests.request(event).total()).isEqualTo(2500);
  }

  @Test
  void countsAProductWithoutQuantityOnceAndSaysSo() {
    assertThat(Requests.request(event).products().get(1).path("quantity").asLong()).isEqualTo(1);
  }

  @Test
  void keepsWhatWasGivenAndLeavesOutNulls() {
    OrderRequest request = Requests.request(event);

    assertThat(request.products().get(0).has("category")).isFalse();
    assertThat(request.products().get(0).path("tags").isArray()).isTrue();
    assertThat(request.address().has("companyName")).isFalse();
    assertThat(request.address().path("city").asText()).isEqualTo("Bremen");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"userId\":\"ada\"          | \"user\":\"ada\"         | userId is missing",
        "\"order\"                   | \"ordre\"                | order is missing",
        "\"products\"                | \"things\"               | order.products is missing",
        "\"address\"                 | \"where\"                | order.address is missing",
        "\"deliveryPrice\":500       | \"deliveryPrice\":\"5\"  | order.deliveryPrice is not a"
            + " number",
        "\"deliveryPrice\":500       | \"deliveryPrice\":-5     | order.deliveryPrice is negative",
        "\"paymentToken\":\"token-1\"| \"paymentToken\":1       | order.paymentToken is not a"
            + " string",
        "\"country\":\"DE\"          | \"country\":\"DEU\"      | order.address.country is not a"
            + " code of two letters",
        "\"city\":\"Bremen\"         | \"town\":\"Bremen\"      | order.address.city is missing",
        "\"quantity\":2              | \"quantity\":0           | order.products[0].quantity is"
            + " less than 1",
        "\"quantity\":2              | \"quantity\":1.5         | order.products[0].quantity is not"
            + " a whole number",
        "\"name\":\"Lamp\"           | \"title\":\"Lamp\"       | order.products[1].name is"
            + " missing",
        "\"weight\":500              | \"mass\":500             | order.products[1].package.weight"
            + " is missing",
        "\"price\":1000              | \"price\":999999999999999| order.total would have more than"
            + " 15 digits"
      })
  void namesTheFieldThatIsWrong(String right, String wrong, String error) {
    assertThat(event.toString()).contains(right);

    assertThat(errors(Json.parse(event.toString().replace(right, wrong)))).containsExactly(error);
  }

  @Test
  void namesEveryProductThatIsWrong() {
    ((ObjectNode) event.at("/order/products/0")).put("quantity", 0);
    ((ObjectNode) event.at("/order/products/1")).put("price", -1);

    assertThat(errors(event))
        .containsExactly(
            "order.products[0].quantity is less than 1", "order.products[1].price is negative");
  }

  @Test
  void namesEveryPartThatIsWrong() {
    JsonNode empty = Json.object().set("order", Json.object());

    assertThat(errors(empty))
        .containsExactly(
            "userId is missing",
            "order.products is missing",
            "order.address is missing",
            "order.deliveryPrice is missing",
            "order.paymentToken is missing");
  }

  @Test
  void refusesWhatIsNoRequestAtAll() {
    assertThat(errors(Json.array())).containsExactly("the body is not a JSON object");
  }

  @Test
  void refusesAnOrderOfNothing() {
    ((ObjectNode) event.get("order")).putArray("products");

    assertThat(errors(event)).containsExactly("order.products is empty");
  }

  @Test
  void refusesAnOrderTooLargeForItsEvent() {
    ((ObjectNode) event.get("order").get("products").get(0)).put("name", "x".repeat(100_001));

    assertThat(errors(event)).containsExactly("order is too large");
  }

  @Test
  void readsTheKeyBesideTheOrderOrInIt() {
    assertThat(Requests.request(Requests.event("k")).idempotencyKey()).contains("k");
    ((ObjectNode) event.get("order")).put("idempotencyKey", "k");
    assertThat(Requests.request(event).idempotencyKey()).contains("k");
    assertThat(Requests.request(event).products().toString()).doesNotContain("idempotencyKey");
  }

  @Test
  void refusesTwoKeys() {
    ((ObjectNode) event.get("order")).put("idempotencyKey", "other");

    assertThat(errors(event.put("idempotencyKey", "k")))
        .containsExactly("order.idempotencyKey is not the idempotencyKey beside the order");
  }

  @Test
  void printsNeitherTokenNorAddress() {
    assertThat(Requests.request(event).toString()).doesNotContain("token-1", "Bremen");
  }

  @Test
  void fingerprintsWhatIsAskedForAndNotHowItIsWritten() {
    String same = event.toString().replace("1000", "1000.0").replace("\"category\":null,", "");
    ObjectNode other = event.deepCopy();
    ((ObjectNode) other.get("order")).put("paymentToken", "token-2");

    String fingerprint = Fingerprint.of(Requests.request(event));
    assertThat(Fingerprint.of(Requests.request((ObjectNode) Json.parse(same))))
        .isEqualTo(fingerprint);
    assertThat(Fingerprint.of(Requests.request(other))).isNotEqualTo(fingerprint);
  }

  private static List<String> errors(JsonNode event) {
    OrderRequestReader reader = new OrderRequestReader();
    assertThat(reader.read(event)).isEqualTo(Optional.empty());
    return reader.errors();
  }
}
