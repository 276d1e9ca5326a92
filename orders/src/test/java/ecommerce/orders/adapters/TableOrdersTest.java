package ecommerce.orders.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Outage;
import ecommerce.orders.Requests;
import ecommerce.orders.adapters.Orders.Placed;
import ecommerce.orders.model.OrderStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TableOrdersTest {

  private static LocalTable table;

  private final Orders orders = orders("2025-06-01T08:00:00Z");

  @BeforeAll
  static void start() {
    table = new LocalTable();
  }

  @AfterAll
  static void stop() {
    table.close();
  }

  @Test
  void storesANewOrderWithEverythingTheContractNames() {
    ObjectNode order = stored(orders.place(Requests.request(Requests.event())));

    assertThat(order.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "orderId",
            "userId",
            "createdDate",
            "modifiedDate",
            "status",
            "products",
            "address",
            "deliveryPrice",
            "paymentToken",
            "total");
    assertThat(order.path("status").asText()).isEqualTo("NEW");
    assertThat(order.path("total").asLong()).isEqualTo(2500);
    assertThat(order.path("createdDate").asText()).isEqualTo("2025-06-01T08:00:00.000Z");
    assertThat(UUID.fromString(order.path("orderId").asText()).version()).isEqualTo(4);
    assertThat(table.item(order.path("orderId").asText()).toString())
        .hasSameSizeAs(order.toString());
    assertThat(orders.find(order.path("orderId").asText()).orElseThrow().path("total").asLong())
        .isEqualTo(2500);
  }

  @Test
  void makesTwoOrdersOfTwoRequestsWithoutKey() {
    OrderRequest request = Requests.request(Requests.event());

    ObjectNode first = stored(orders.place(request));
    ObjectNode second = stored(orders.place(request));

    assertThat(first.path("orderId")).isNotEqualTo(second.path("orderId"));
    assertThat(orders.placed(request)).isEmpty();
  }

  @Test
  void givesTheFirstAnswerAgainUnderTheSameKey() {
    OrderRequest request = Requests.request(Requests.event("key-1"));
    assertThat(orders.placed(request)).isEmpty();
    ObjectNode first = stored(orders.place(request));
    String id = first.path("orderId").asText();
    new TableOrderProgress(orderTable("2025-06-01T09:00:00Z")).move(id, OrderStatus.FULFILLED);

    Orders later = orders("2025-06-02T08:00:00Z");

    assertThat(later.place(request)).isEqualTo(new Placed.Before(first));
    assertThat(later.placed(request)).contains(new Placed.Before(first));
    assertThat(table.item(id).path("status").asText()).isEqualTo("FULFILLED");
  }

  @Test
  void refusesADifferentOrderUnderTheSameKey() {
    orders.place(Requests.request(Requests.event("key-2")));
    ObjectNode other = Requests.event("key-2");
    ((ObjectNode) other.get("order")).put("deliveryPrice", 501);

    assertThat(orders.place(Requests.request(other))).isEqualTo(new Placed.KeyTaken());
    assertThat(orders.placed(Requests.request(other))).contains(new Placed.KeyTaken());
  }

  @Test
  void keepsTheKeysOfUsersApart() {
    ObjectNode ada = stored(orders.place(Requests.request(Requests.event("key-3"))));
    ObjectNode bob =
        stored(orders.place(Requests.request(Requests.event("key-3").put("userId", "bob"))));

    assertThat(ada.path("orderId")).isNotEqualTo(bob.path("orderId"));
  }

  @Test
  void makesOneOrderOfManyRequestsAtOnce() throws Exception {
    OrderRequest request = Requests.request(Requests.event("key-4"));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Placed>> answers =
          IntStream.range(0, 8).mapToObj(i -> threads.submit(() -> orders.place(request))).toList();
      int stored = 0;
      for (Future<Placed> answer : answers) {
        stored += answer.get() instanceof Placed.Stored ? 1 : 0;
      }
      assertThat(stored).isEqualTo(1);
    }
  }

  @Test
  void keepsItsFingerprintToItself() {
    ObjectNode order = stored(orders.place(Requests.request(Requests.event("key-5"))));
    String id = order.path("orderId").asText();

    assertThat(table.item(id).has(OrderItem.FINGERPRINT)).isTrue();
    assertThat(order.has(OrderItem.FINGERPRINT)).isFalse();
    assertThat(orders.find(id).orElseThrow().has(OrderItem.FINGERPRINT)).isFalse();
  }

  @Test
  void findsNothingUnderAnIdOfAnyForm() {
    assertThat(List.of("nothing", UUID.randomUUID().toString(), "ö/?#", "x".repeat(5000), ""))
        .allSatisfy(id -> assertThat(orders.find(id)).isEmpty());
  }

  @Test
  void failsWhenTheTableFails() {
    Orders nowhere =
        new TableOrders(new OrderTable(table.client(), "no-such-table", InstantSource.system()));

    assertThatThrownBy(() -> nowhere.find("o")).isInstanceOf(Outage.class);
    assertThatThrownBy(() -> nowhere.place(Requests.request(Requests.event())))
        .isInstanceOf(Outage.class);
  }

  private static ObjectNode stored(Placed placed) {
    return ((Placed.Stored) placed).order();
  }

  private static Orders orders(String time) {
    return new TableOrders(orderTable(time));
  }

  private static OrderTable orderTable(String time) {
    return new OrderTable(
        table.client(), LocalTable.NAME, InstantSource.fixed(Instant.parse(time)));
  }
}
