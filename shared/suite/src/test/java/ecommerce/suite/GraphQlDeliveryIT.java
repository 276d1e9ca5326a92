package ecommerce.suite;

import static ecommerce.suite.clients.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.GraphQl;
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
import org.junit.jupiter.params.provider.CsvSource;

/** What people of delivery do, on a delivery that a client wrote. */
@PlatformTest(needs = {Capability.GRAPHQL, Capability.USERS})
class GraphQlDeliveryIT {

  private final GraphQl courier;
  private final Table table;
  private final String orderId = UUID.randomUUID().toString();

  GraphQlDeliveryIT(Platform platform) {
    this.courier = platform.people().courier().graphQl();
    this.table = platform.table("delivery");
  }

  private void write(String status) {
    ObjectNode item = Json.object("orderId", orderId, "status", status, "address", Shop.address());
    table.put(status.equals("NEW") ? item.put("isNew", "true") : item);
  }

  private void move(String field) {
    courier.act(field, "DeliveryInput", Json.object("orderId", orderId)).succeeded(field);
  }

  private JsonNode delivery() {
    return courier
        .ask(
            "query ($input: DeliveryInput!) { getDelivery(input: $input) { orderId status address {"
                + " name companyName streetAddress postCode city state country phoneNumber } } }",
            "input",
            Json.object("orderId", orderId))
        .data("getDelivery");
  }

  /** All pages of the deliveries that are NEW. */
  private List<JsonNode> newDeliveries() {
    List<JsonNode> all = new ArrayList<>();
    JsonNode token = Json.parse("null");
    do {
      JsonNode page =
          courier
              .ask(
                  "query ($token: String) { getNewDeliveries(nextToken: $token)"
                      + " { deliveries { orderId address { name city country } } nextToken } }",
                  "token",
                  token)
              .data("getNewDeliveries");
      page.path("deliveries").forEach(all::add);
      token = page.path("nextToken");
    } while (!token.isNull());
    return all;
  }

  @ParameterizedTest
  @CsvSource({"completeDelivery, COMPLETED", "failDelivery, FAILED"})
  void findsWhatIsNewAndBringsItToAnEnd(String end, String status) {
    write("NEW");
    JsonNode address = Shop.address().retain("name", "city", "country");
    eventually(
        () ->
            assertThat(newDeliveries())
                .contains(Json.object("orderId", orderId, "address", address)));
    assertThat(delivery())
        .isEqualTo(Json.object("orderId", orderId, "status", "NEW", "address", Shop.address()));
    move("startDelivery");
    assertThat(delivery().path("status").asText()).isEqualTo("IN_PROGRESS");
    assertThat(table.get("orderId", orderId).orElseThrow().has("isNew")).isFalse();
    eventually(
        () ->
            assertThat(newDeliveries())
                .noneMatch(one -> one.path("orderId").asText().equals(orderId)));
    move(end);
    assertThat(delivery().path("status").asText()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "startDelivery, IN_PROGRESS", "startDelivery, COMPLETED", "startDelivery, FAILED",
    "completeDelivery, NEW", "completeDelivery, COMPLETED", "completeDelivery, FAILED",
    "failDelivery, NEW", "failDelivery, COMPLETED", "failDelivery, FAILED"
  })
  void refusesAMoveFromTheWrongStatus(String move, String status) {
    write(status);
    assertThat(courier.act(move, "DeliveryInput", Json.object("orderId", orderId)).error(move))
        .isNotBlank();
    assertThat(delivery().path("status").asText()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"startDelivery", "completeDelivery", "failDelivery"})
  void refusesAMoveOfWhatDoesNotExist(String move) {
    assertThat(courier.act(move, "DeliveryInput", Json.object("orderId", orderId)).error(move))
        .isNotBlank();
    assertThat(table.get("orderId", orderId)).isEmpty();
  }

  @Test
  void givesNullForADeliveryThatDoesNotExist() {
    assertThat(delivery().isNull()).isTrue();
  }
}
