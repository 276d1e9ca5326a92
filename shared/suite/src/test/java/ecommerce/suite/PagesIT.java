package ecommerce.suite;

import static ecommerce.suite.clients.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.GraphQl;
import ecommerce.suite.clients.GraphQlAnswer;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Person;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.Shop;
import ecommerce.suite.target.Capability;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of pages go on where their page ended, and open nothing else. */
@PlatformTest(needs = {Capability.GRAPHQL, Capability.USERS})
class PagesIT {

  private final Platform platform;
  private final Person customer;

  PagesIT(Platform platform) {
    this.platform = platform;
    this.customer = platform.people().customer();
  }

  private static void refused(GraphQlAnswer answer, String field) {
    assertThat(answer.error(field)).startsWith("nextToken");
    assertThat(answer.errors().getFirst().path("errorType").asText()).isEqualTo("InvalidInput");
  }

  /** A field with its arguments but for the token. */
  private static GraphQlAnswer list(GraphQl api, String field, String arguments, String token) {
    String query =
        "query ($t: String) { " + field + "(" + arguments + " nextToken: $t) { nextToken } }";
    return api.ask(query, "t", token);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "getProducts|",
        "getProductsByCategory|category: \"c\",",
        "getOrders|",
        "listOrders|status: NEW,",
        "getNewPackagingRequestIds|",
        "getNewDeliveries|",
        "listLowStock|",
        "listStockMovements|productId: \"p\",",
        "getRefunds|orderId: \"o\",",
        "track|trackingNumber: \"T-1\",",
        "searchProducts|tag: \"oak\","
      })
  void noListTakesATokenThatItNeverGave(String list) {
    String[] parts = list.split("\\|", -1);
    String key = "{\"orderId\": {\"S\": \"o\"}, \"productId\": {\"S\": \"p\"}}";
    String forged = Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    for (String token : List.of("", "x", key, forged, UUID.randomUUID().toString())) {
      refused(list(platform.people().admin().graphQl(), parts[0], parts[1], token), parts[0]);
    }
  }

  private static ObjectNode order(Person person, int number) {
    String date = "2026-02-01T00:00:00.%03dZ".formatted(number);
    return Json.object(
        "orderId",
        UUID.randomUUID().toString(),
        "userId",
        person.userId(),
        "createdDate",
        date,
        "modifiedDate",
        date,
        "status",
        "FULFILLED",
        "products",
        Json.list(),
        "address",
        Shop.address(),
        "deliveryPrice",
        0,
        "total",
        0);
  }

  /** The token of the first page of somebody's orders, of whom there are more than a page. */
  private String token(Person person) {
    List<JsonNode> written = new ArrayList<>();
    for (int i = 0; i < 101; i++) {
      written.add(order(person, i));
    }
    platform.table("orders").putAll(written);
    return eventually(
        () -> {
          JsonNode page =
              list(person.graphQl(), "getOrders", "", null).data("getOrders").path("nextToken");
          assertThat(page.isTextual()).isTrue();
          return page.asText();
        });
  }

  @Test
  void aTokenIsForOneCallersListAndForNothingElse() {
    String token = token(customer);
    assertThat(list(customer.graphQl(), "getOrders", "", token).errors()).isEmpty();
    assertThat(
            new String(
                Base64.getMimeDecoder().decode(token.replace('-', '+').replace('_', '/')),
                StandardCharsets.ISO_8859_1))
        .doesNotContain(customer.userId());
    refused(list(platform.people().customer().graphQl(), "getOrders", "", token), "getOrders");
    refused(list(customer.graphQl(), "getProducts", "", token), "getProducts");
    GraphQl admin = platform.people().admin().graphQl();
    refused(list(admin, "listOrders", "status: FULFILLED,", token), "listOrders");
    refused(list(admin, "getNewDeliveries", "", token), "getNewDeliveries");
    GraphQl own = customer.graphQl();
    refused(list(own, "getOrders", "", token.substring(0, token.length() - 5)), "getOrders");
    refused(list(own, "getOrders", "", token.substring(5)), "getOrders");
    char other = token.charAt(20) == 'A' ? 'B' : 'A';
    refused(
        list(own, "getOrders", "", token.substring(0, 20) + other + token.substring(21)),
        "getOrders");
  }
}
