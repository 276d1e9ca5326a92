package ecommerce.deliverypricing.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Json;
import ecommerce.edge.Settings;
import ecommerce.testing.LambdaContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceDeliveryTest {

  private static final String BODY =
      """
      {"products": [{"productId": "desk", "name": "Desk", "price": 0, "quantity": 3,
         "package": {"width": 500, "length": 500, "height": 500, "weight": 100}}],
       "address": {"name": "A", "streetAddress": "B 1", "city": "C", "country": "DE", "phoneNumber": "1"}}\
      """;

  private JsonNode answer;

  @Test
  void pricesEveryBox() {
    price(BODY);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(answer.path("body").asText()).isEqualTo("{\"pricing\":3000}");
    assertThat(answer.path("headers").path("Access-Control-Allow-Origin").asText()).isEqualTo("*");
  }

  @Test
  void countsAProductWithoutQuantityOnce() {
    price(BODY.replace("\"quantity\": 3,", ""));
    assertThat(answer.path("body").asText()).isEqualTo("{\"pricing\":1000}");

    price(BODY.replace("\"quantity\": 3,", "\"quantity\": null,"));
    assertThat(answer.path("body").asText()).isEqualTo("{\"pricing\":1000}");
  }

  @Test
  void deliversNothingForNothing() {
    price("{\"products\": [], \"address\": {\"country\": \"us\"}}");

    assertThat(answer.path("body").asText()).isEqualTo("{\"pricing\":0}");
  }

  @Test
  void needsOfAnAddressTheCountryAlone() {
    price(BODY.replaceFirst("\"address\": .*", "\"address\": {\"country\": \"se\"}}"));

    assertThat(answer.path("body").asText()).isEqualTo("{\"pricing\":0}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"products\"        | \"things\"        | products is missing",
        "\"address\"         | \"where\"         | address is missing",
        "\"country\": \"DE\" | \"land\": \"DE\"  | address.country is missing",
        "\"country\": \"DE\" | \"country\": 49   | address.country is not a string",
        "\"DE\"              | \"DEU\"           | address.country is not a code of two letters",
        "\"package\"         | \"box\"           | products[0].package is missing",
        "\"width\": 500      | \"w\": 500        | products[0].package.width is missing",
        "\"length\": 500     | \"length\": -1    | products[0].package.length is negative",
        "\"height\": 500     | \"height\": 0.5   | products[0].package.height is not a whole"
            + " number",
        "\"weight\": 100     | \"weight\": \"1\" | products[0].package.weight is not a number",
        "\"quantity\": 3     | \"quantity\": 0   | products[0].quantity is less than 1",
        "\"quantity\": 3     | \"quantity\": -2  | products[0].quantity is negative",
        "\"width\": 500      | \"width\": 999999999999999 | products are too large or too many to"
            + " be delivered"
      })
  void namesTheFieldThatIsWrong(String right, String wrong, String message) {
    String body = BODY.replace(right, wrong);
    price(
        message.contains("too many")
            ? body.replace("\"height\": 500", "\"height\": 999999999999999")
            : body);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(Json.parse(answer.path("body").asText()).path("message").asText())
        .isEqualTo(message);
  }

  @Test
  void refusesABodyThatIsNotJson() {
    price("{");

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(answer.path("body").asText()).contains("the body is not JSON");
  }

  @Test
  void refusesARequestWithoutAnIamIdentity() {
    answer = answer(Json.object().put("body", BODY));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(403);
  }

  private void price(String body) {
    ObjectNode event =
        Json.object().put("httpMethod", "POST").put("path", "/backend/pricing").put("body", body);
    event
        .putObject("requestContext")
        .putObject("identity")
        .put("userArn", "arn:aws:iam::123456789012:user/tests");
    answer = answer(event);
  }

  private static JsonNode answer(ObjectNode event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new PriceDelivery(new Settings(Map.of()))
        .handleRequest(
            new ByteArrayInputStream(event.toString().getBytes(StandardCharsets.UTF_8)),
            out,
            LambdaContext.named("PriceDelivery"));
    return Json.parse(out.toString(StandardCharsets.UTF_8));
  }
}
