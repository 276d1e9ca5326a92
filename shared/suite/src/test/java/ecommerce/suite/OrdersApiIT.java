package ecommerce.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.RestApi;
import ecommerce.suite.clients.Shop;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PlatformTest
class OrdersApiIT {

  private final Platform platform;
  private final RestApi api;

  OrdersApiIT(Platform platform) {
    this.platform = platform;
    this.api = platform.api("orders");
  }

  @Test
  void givesTheOrderItself() {
    JsonNode made =
        platform.createOrder().make(UUID.randomUUID().toString(), platform.shop().cart(2, 1));
    assertThat(api.get("/backend/" + made.path("orderId").asText()).ok()).isEqualTo(made);
  }

  @Test
  void givesAnOrderThatAClientWrote() {
    ObjectNode order =
        Json.object(
            "orderId",
            UUID.randomUUID().toString(),
            "userId",
            UUID.randomUUID().toString(),
            "createdDate",
            "2026-01-02T03:04:05.000Z",
            "modifiedDate",
            "2026-01-02T03:04:05.000Z",
            "status",
            "NEW",
            "products",
            Json.list(Shop.newProduct(0).put("quantity", 1)),
            "address",
            Shop.address(),
            "deliveryPrice",
            0,
            "paymentToken",
            "token",
            "total",
            0);
    platform.table("orders").put(order);
    assertThat(api.get("/backend/" + order.path("orderId").asText()).ok()).isEqualTo(order);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9f1d7a52-0000-4000-8000-000000000000",
        "x",
        "not-an-id",
        "1234",
        "a%20b",
        "%C3%A9",
        "a.b",
        "__metadata",
        "a%3Ab"
      })
  void doesNotKnowAnIdThatDoesNotExistWhateverItsForm(String id) {
    assertThat(api.get("/backend/" + id).message(404)).isNotBlank();
  }
}
