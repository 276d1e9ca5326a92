package ecommerce.orders.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Json;
import ecommerce.edge.Settings;
import ecommerce.orders.adapters.Orders;
import ecommerce.testing.LambdaContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GetOrderTest {

  private static final ObjectNode ORDER = Json.object().put("orderId", "o-1").put("total", 5);

  @Test
  void answersWithTheOrderItself() {
    JsonNode answer = answer(request("o-1", true));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(Json.parse(answer.path("body").asText())).isEqualTo(ORDER);
  }

  @Test
  void answers404ForAnIdThatDoesNotExist() {
    JsonNode answer = answer(request("not-a-uuid", true));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(404);
    assertThat(answer.path("body").asText())
        .isEqualTo("{\"message\":\"the order does not exist\"}");
    assertThat(answer.path("headers").has("Access-Control-Allow-Origin")).isTrue();
  }

  @Test
  void answers403WithoutAnIamIdentity() {
    assertThat(answer(request("o-1", false)).path("statusCode").asInt()).isEqualTo(403);
  }

  private static ObjectNode request(String id, boolean signed) {
    ObjectNode event =
        Json.object().put("httpMethod", "GET").put("path", "/backend/" + id).putNull("body");
    event.putObject("pathParameters").put("orderId", id);
    ObjectNode identity = event.putObject("requestContext").putObject("identity");
    identity.put("userArn", signed ? "arn:aws:sts::123456789012:assumed-role/delivery/f" : null);
    return event;
  }

  private static JsonNode answer(ObjectNode event) {
    Orders orders =
        orderId ->
            Optional.of(ORDER).filter(order -> order.path("orderId").asText().equals(orderId));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new GetOrder(new Settings(Map.of()), orders)
        .handleRequest(
            new ByteArrayInputStream(event.toString().getBytes(StandardCharsets.UTF_8)),
            out,
            LambdaContext.named("GetOrder"));
    return Json.parse(out.toString(StandardCharsets.UTF_8));
  }
}
