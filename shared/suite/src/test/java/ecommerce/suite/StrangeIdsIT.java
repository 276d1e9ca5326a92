package ecommerce.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.suite.clients.GraphQl;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.target.Capability;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids that no table can hold, being empty or too long, are ids of which there is nothing. */
@PlatformTest(needs = {Capability.GRAPHQL, Capability.USERS})
class StrangeIdsIT {

  private static final String[] STRANGE = {"", " ", "x".repeat(501), "ß".repeat(3000)};

  private final GraphQl admin;

  StrangeIdsIT(Platform platform) {
    this.admin = platform.people().admin().graphQl();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          getProduct(productId: $id) { name }
          getOrder(orderId: $id) { status }
          getStock(productId: $id) { onHand }
          getDelivery(input: { orderId: $id }) { status }
          track(trackingNumber: $id) { status }
          trackOrder(orderId: $id) { status }
          """)
  void areNull(String field) {
    for (String id : STRANGE) {
      JsonNode answer = ask("query", field, id);
      assertThat(answer.has("errors")).as(answer.toString()).isFalse();
      assertThat(answer.path("data").path(nameOf(field)).isNull()).as(answer.toString()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          getRefunds(orderId: $id) { refunds { refundId } }             | refunds
          listStockMovements(productId: $id) { movements { quantity } } | movements
          """)
  void haveEmptyLists(String field, String list) {
    for (String id : STRANGE) {
      JsonNode answer = ask("query", field, id);
      assertThat(answer.path("data").path(nameOf(field)).path(list))
          .as(answer.toString())
          .isEqualTo(Json.parse("[]"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          query    | getPackagingRequest(input: { orderId: $id }) { status }
          mutation | startPackaging(input: { orderId: $id }) { success }
          mutation | completePackaging(input: { orderId: $id }) { success }
          mutation | updatePackagingProduct(input: { orderId: $id, productId: "p", quantity: 1 }) { success }
          mutation | updatePackagingProduct(input: { orderId: "o", productId: $id, quantity: 1 }) { success }
          mutation | startDelivery(input: { orderId: $id }) { success }
          mutation | completeDelivery(input: { orderId: $id }) { success }
          mutation | failDelivery(input: { orderId: $id }) { success }
          mutation | cancelOrder(orderId: $id) { success }
          """)
  void areNotFound(String kind, String field) {
    for (String id : STRANGE) {
      JsonNode answer = ask(kind, field, id);
      assertThat(answer.at("/errors/0/errorType").asText())
          .as(answer.toString())
          .isEqualTo("NotFound");
    }
  }

  private JsonNode ask(String kind, String field, String id) {
    return admin.ask("%s ($id: ID!) { %s }".formatted(kind, field), "id", id).body();
  }

  private static String nameOf(String field) {
    return field.substring(0, field.indexOf('('));
  }
}
