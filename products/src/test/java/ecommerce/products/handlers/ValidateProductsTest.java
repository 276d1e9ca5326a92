package ecommerce.products.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Json;
import ecommerce.edge.Outage;
import ecommerce.edge.Settings;
import ecommerce.products.adapters.Catalogue;
import ecommerce.testing.LambdaContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidateProductsTest {

  private static final String DESK =
      """
      {"productId": "desk", "name": "Desk", "price": 1000, "tags": ["wood"], "category": "office",
       "package": {"width": 1200, "length": 600, "height": 90, "weight": 9500}}\
      """;

  private final Map<String, ObjectNode> items =
      new HashMap<>(Map.of("desk", (ObjectNode) Json.parse(DESK)));
  private JsonNode answer;

  @Test
  void answersWithoutProductsWhenAllMatch() {
    validate("{\"products\": [" + DESK + "]}");

    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(body()).isEqualTo(Json.object().put("message", "All products match the catalogue"));
    assertThat(answer.path("headers").fieldNames())
        .toIterable()
        .contains("Access-Control-Allow-Origin");
  }

  @Test
  void doesNotCompareOtherFields() {
    validate(
        "{\"products\": ["
            + DESK.replace("office", "home")
                .replace("\"wood\"", "")
                .replaceFirst("\\{", "{\"quantity\": 4, \"note\": true, ")
            + "]}");

    assertThat(body().has("products")).isFalse();
  }

  @Test
  void givesTheCataloguesVersionOfAWrongProductWholeAndOnce() {
    String stale = DESK.replace("1000", "900");
    validate("{\"products\": [" + DESK + "," + stale + "," + stale + "]}");

    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(body().path("message").asText())
        .isEqualTo("product desk differs from the catalogue in price");
    assertThat(body().path("products")).containsExactly(Json.parse(DESK));
  }

  @Test
  void givesBackAProductThatDoesNotExist() {
    String chair = DESK.replace("\"desk\"", "\"chair\"");
    validate("{\"products\": [" + chair + "]}");

    assertThat(body().path("message").asText()).isEqualTo("product chair does not exist");
    assertThat(body().path("products")).containsExactly(Json.parse(chair));
  }

  @Test
  void listsEveryReason() {
    String chair = DESK.replace("\"desk\"", "\"chair\"");
    validate("{\"products\": [" + chair + "," + DESK.replace("\"Desk\"", "\"D\"") + "]}");

    assertThat(body().path("message").asText())
        .isEqualTo("product chair does not exist; product desk differs from the catalogue in name");
    assertThat(body().path("products")).hasSize(2);
  }

  @Test
  void refusesAProductThatTheCatalogueHasOnlyInPart() {
    items.get("desk").remove("price");
    validate("{\"products\": [" + DESK + "]}");

    assertThat(body().path("message").asText()).contains("price is missing");
    assertThat(body().path("products")).containsExactly(items.get("desk"));
  }

  @Test
  void acceptsNothingToCompare() {
    validate("{\"products\": []}");

    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(body().has("products")).isFalse();
  }

  @Test
  void acceptsAProductThatCostsAndWeighsNothing() {
    String gift = DESK.replace("1000", "0").replace("9500", "0");
    items.put("desk", (ObjectNode) Json.parse(gift));
    validate("{\"products\": [" + gift + "]}");

    assertThat(body().has("products")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                   | the body is missing",
        "nonsense                             | the body is not JSON",
        "[]                                   | the body is not a JSON object",
        "{}                                   | products is missing",
        "{\"products\": {}}                   | products is not a list",
        "{\"products\": [1]}                  | products[0] is not an object",
        "{\"products\": [{}]}                 | products[0].package is missing",
        "{\"products\": [{\"package\": {}}]}  | products[0].productId is missing"
      })
  void refusesABodyThatIsNotWhatItShouldBe(String body, String message) {
    validate(body);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(body().path("message").asText()).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"name\": \"Desk\"  | \"name\": 7       | products[0].name is not a string",
        "\"price\": 1000     | \"price\": -1     | products[0].price is negative",
        "\"price\": 1000     | \"price\": 1.5    | products[0].price is not a whole number",
        "\"price\": 1000     | \"price\": \"1\"  | products[0].price is not a number",
        "\"weight\": 9500    | \"mass\": 9500    | products[0].package.weight is missing"
      })
  void namesTheFieldThatIsWrong(String right, String wrong, String message) {
    validate("{\"products\": [" + DESK.replace(right, wrong) + "]}");

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(body().path("message").asText()).isEqualTo(message);
  }

  @Test
  void refusesARequestWithoutAnIamIdentity() {
    answer =
        answer(
            ids -> items,
            Json.object().put("httpMethod", "POST").put("body", "{\"products\": []}"));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(403);
    assertThat(body().path("message").isTextual()).isTrue();
  }

  @Test
  void saysNothingOfTheCauseWhenTheCatalogueIsDown() {
    answer =
        answer(
            ids -> {
              throw new Outage("table secret is down");
            },
            request("{\"products\": [" + DESK + "]}"));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(500);
    assertThat(body().path("message").asText()).isEqualTo("Internal server error");
  }

  private void validate(String body) {
    answer = answer(ids -> items, request(body));
  }

  private static ObjectNode request(String body) {
    ObjectNode event =
        Json.object().put("httpMethod", "POST").put("path", "/backend/validate").put("body", body);
    event
        .putObject("requestContext")
        .putObject("identity")
        .put("userArn", "arn:aws:iam::123456789012:user/tests");
    return event;
  }

  private JsonNode body() {
    return Json.parse(answer.path("body").asText());
  }

  private static JsonNode answer(Catalogue catalogue, ObjectNode event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ValidateProducts(new Settings(Map.of()), catalogue)
        .handleRequest(
            new ByteArrayInputStream(event.toString().getBytes(StandardCharsets.UTF_8)),
            out,
            LambdaContext.named("ValidateProducts"));
    return Json.parse(out.toString(StandardCharsets.UTF_8));
  }
}
