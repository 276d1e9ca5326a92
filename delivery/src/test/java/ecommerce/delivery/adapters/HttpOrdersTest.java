package ecommerce.delivery.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ecommerce.delivery.model.Address;
import ecommerce.delivery.model.Orders.Order;
import ecommerce.edge.InvalidInput;
import ecommerce.edge.Json;
import ecommerce.edge.JsonApi;
import ecommerce.edge.Outage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpOrdersTest {

  private final List<String> paths = new ArrayList<>();

  @Test
  void readsStatusAndAddress() {
    HttpOrders orders =
        answering(200, "{\"orderId\":\"o1\",\"status\":\"NEW\",\"address\":{\"city\":\"Turku\"}}");

    assertThat(orders.find("o1"))
        .contains(new Order(Optional.of("NEW"), new Address(Map.of("city", "Turku"))));
    assertThat(paths).containsExactly("/backend/o1");
  }

  @Test
  void encodesWhateverFormTheIdHas() {
    answering(404, "{}").find("a b/c?ä");

    assertThat(paths).containsExactly("/backend/a%20b%2Fc%3F%C3%A4");
  }

  @Test
  void orderThatDoesNotExistIsNoError() {
    assertThat(answering(404, "{\"message\":\"no such order\"}").find("o1")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 429})
  void anyOtherAnswerIsAnOutage(int status) {
    assertThatThrownBy(() -> answering(status, "{}").find("o1"))
        .isInstanceOf(Outage.class)
        .hasMessageContaining("" + status);
  }

  @Test
  void orderWithoutAddressIsInvalid() {
    assertThatThrownBy(() -> answering(200, "{}").find("o1"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("address is missing");
  }

  private HttpOrders answering(int status, String body) {
    return new HttpOrders(
        path -> {
          paths.add(path);
          return new JsonApi.Reply(status, Json.parse(body));
        });
  }
}
