package ecommerce.suite;

import static ecommerce.suite.clients.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.GraphQl;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Orders;
import ecommerce.suite.clients.Person;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.target.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Orders in pages: everybody's for the staff, one's own for a customer. */
@PlatformTest(needs = {Capability.GRAPHQL, Capability.USERS})
class OrderListsIT {

  private final Platform platform;
  private final String userId = UUID.randomUUID().toString();

  OrderListsIT(Platform platform) {
    this.platform = platform;
  }

  /** Orders of the past, a minute apart: with these, no page is the last one by chance. */
  private List<ObjectNode> written(String user, String status, String day, int from, int to) {
    List<ObjectNode> orders = new ArrayList<>();
    for (int i = from; i < to; i++) {
      String date = String.format("%sT%02d:%02d:00.000Z", day, i / 60, i % 60);
      orders.add(
          Json.object(
              "orderId",
              UUID.randomUUID().toString(),
              "userId",
              user,
              "createdDate",
              date,
              "modifiedDate",
              date,
              "status",
              status,
              "products",
              Json.list(),
              "total",
              i));
    }
    platform.table("orders").putAll(orders);
    return orders;
  }

  private static JsonNode listed(GraphQl api, String status, JsonNode nextToken) {
    return api.ask(
            "query ($status: OrderStatus!, $token: String) { listOrders(status: $status,"
                + " nextToken: $token) { orders { orderId userId status modifiedDate total"
                + " paymentToken address { city } } nextToken } }",
            "status",
            status,
            "token",
            nextToken)
        .data("listOrders");
  }

  private static List<JsonNode> allListed(GraphQl api, String status) {
    List<JsonNode> all = new ArrayList<>();
    JsonNode token = Json.parse("null");
    do {
      JsonNode page = listed(api, status, token);
      assertThat(page.path("orders").size()).isLessThanOrEqualTo(100);
      page.path("orders").forEach(all::add);
      token = page.path("nextToken");
    } while (!token.isNull());
    return all;
  }

  @Test
  void listsEverybodysOrdersOfAStatusForTheStaff() {
    List<ObjectNode> orders = written(userId, "REFUNDED", "2020-02-03", 0, 130);
    List<String> ids = orders.stream().map(Orders::id).toList();
    Stream.of(platform.people().admin(), platform.people().packer(), platform.people().courier())
        .map(Person::graphQl)
        .forEach(
            staff ->
                eventually(
                    () -> {
                      List<JsonNode> listed = allListed(staff, "REFUNDED");
                      assertThat(listed)
                          .extracting(order -> order.path("modifiedDate").asText())
                          .isSorted();
                      assertThat(listed)
                          .extracting(order -> order.path("status").asText())
                          .containsOnly("REFUNDED");
                      assertThat(
                              listed.stream()
                                  .filter(order -> order.path("userId").asText().equals(userId))
                                  .map(Orders::id))
                          .containsExactlyElementsOf(ids);
                    }));
  }

  @Test
  void doesNotTellTheStaffHowAnOrderIsPaid() {
    JsonNode order = platform.createOrder().make(userId, platform.shop().cart(1));
    GraphQl staff = platform.people().admin().graphQl();
    JsonNode listed =
        eventually(
            () -> {
              List<JsonNode> found =
                  allListed(staff, "NEW").stream()
                      .filter(one -> Orders.id(one).equals(Orders.id(order)))
                      .toList();
              assertThat(found).hasSize(1);
              return found.getFirst();
            });
    assertThat(listed.path("paymentToken").isNull()).isTrue();
    assertThat(listed.path("total")).isEqualTo(order.path("total"));
    assertThat(listed.at("/address/city").asText()).isEqualTo("Bremen");
  }

  @Test
  void refusesAStatusThatNoOrderHas() {
    assertThat(
            platform
                .people()
                .admin()
                .graphQl()
                .ask("{ listOrders(status: LOST) { orders { orderId } } }")
                .errors())
        .isNotEmpty();
  }

  @Test
  void pagesThroughOnesOwnOrdersWhileNewOnesCome() {
    Person customer = platform.people().customer();
    List<ObjectNode> old = written(customer.userId(), "FULFILLED", "2020-02-03", 0, 130);
    List<String> expected = old.reversed().stream().map(Orders::id).toList();
    JsonNode first =
        eventually(
            () -> {
              JsonNode page = own(customer, Json.parse("null"));
              assertThat(ids(page)).containsExactlyElementsOf(expected.subList(0, 100));
              return page;
            });
    List<ObjectNode> arrived = written(customer.userId(), "FULFILLED", "2020-02-03", 130, 140);
    eventually(
        () ->
            assertThat(ids(own(customer, Json.parse("null"))))
                .startsWith(arrived.reversed().stream().map(Orders::id).toArray(String[]::new)));
    JsonNode second = own(customer, first.path("nextToken"));
    assertThat(ids(second)).containsExactlyElementsOf(expected.subList(100, 130));
    assertThat(second.path("nextToken").isNull()).isTrue();
  }

  private static JsonNode own(Person customer, JsonNode nextToken) {
    return customer
        .graphQl()
        .ask(
            "query ($token: String) { getOrders(nextToken: $token) { orders { orderId }"
                + " nextToken } }",
            "token",
            nextToken)
        .data("getOrders");
  }

  private static List<String> ids(JsonNode page) {
    return page.path("orders").valueStream().map(Orders::id).toList();
  }
}
