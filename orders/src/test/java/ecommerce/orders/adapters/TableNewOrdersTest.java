package ecommerce.orders.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Outage;
import ecommerce.orders.Requests;
import ecommerce.orders.adapters.NewOrders.Placed;
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

class TableNewOrdersTest {

  private static LocalTable table;

  private final NewOrders orders = orders("2025-06-01T08:00:00Z");
  private final Orders known = new TableOrders(orderTable("2025-06-01T08:00:00Z"));

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
    assertThat(known.find(order.path("orderId").asText()).orElseThrow().path("total").asLong())
        .isEqualTo(2500);
  }

  @Test
  void makesTwoOrdersOfTwoRequestsWithoutKey() {
    OrderRequest request = Requests.request(paidWith("two-1"));

    ObjectNode first = stored(orders.place(request));
    ObjectNode second = stored(orders.place(Requests.request(paidWith("two-2"))));

    assertThat(first.path("orderId")).isNotEqualTo(second.path("orderId"));
    assertThat(orders.placed(request)).isEmpty();
  }

  @Test
  void givesTheFirstAnswerAgainUnderTheSameKey() {
    OrderRequest request = Requests.request(keyed("key-1"));
    assertThat(orders.placed(request)).isEmpty();
    ObjectNode first = stored(orders.place(request));
    String id = first.path("orderId").asText();
    new TableOrderProgress(orderTable("2025-06-01T09:00:00Z")).move(id, OrderStatus.FULFILLED);

    NewOrders later = orders("2025-06-02T08:00:00Z");

    assertThat(later.place(request)).isEqualTo(new Placed.Before(first));
    assertThat(later.placed(request)).contains(new Placed.Before(first));
    assertThat(table.item(id).path("status").asText()).isEqualTo("FULFILLED");
  }

  @Test
  void refusesADifferentOrderUnderTheSameKey() {
    orders.place(Requests.request(keyed("key-2")));
    ObjectNode other = keyed("key-2");
    ((ObjectNode) other.get("order")).put("deliveryPrice", 501);

    assertThat(orders.place(Requests.request(other))).isEqualTo(new Placed.KeyTaken());
    assertThat(orders.placed(Requests.request(other))).contains(new Placed.KeyTaken());
  }

  @Test
  void keepsTheKeysOfUsersApart() {
    ObjectNode ada = stored(orders.place(Requests.request(keyed("key-3"))));
    ObjectNode other = keyed("key-3").put("userId", "bob");
    ((ObjectNode) other.get("order")).put("paymentToken", "of-bob");
    ObjectNode bob = stored(orders.place(Requests.request(other)));

    assertThat(ada.path("orderId")).isNotEqualTo(bob.path("orderId"));
  }

  @Test
  void makesOneOrderOfManyRequestsAtOnce() throws Exception {
    OrderRequest request = Requests.request(keyed("key-4"));
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
    ObjectNode order = stored(orders.place(Requests.request(keyed("key-5"))));
    String id = order.path("orderId").asText();

    assertThat(table.item(id).has(OrderItem.FINGERPRINT)).isTrue();
    assertThat(order.has(OrderItem.FINGERPRINT)).isFalse();
    assertThat(known.find(id).orElseThrow().has(OrderItem.FINGERPRINT)).isFalse();
  }

  @Test
  void findsNothingUnderAnIdOfAnyForm() {
    assertThat(List.of("nothing", UUID.randomUUID().toString(), "ö/?#", "x".repeat(5000), ""))
        .allSatisfy(id -> assertThat(known.find(id)).isEmpty());
  }

  @Test
  void failsWhenTheTableFails() {
    OrderTable nowhere = new OrderTable(table.client(), "no-such-table", InstantSource.system());
    TokenClaims noClaims = new TokenClaims(table.client(), "no-such-table");

    assertThatThrownBy(() -> new TableOrders(nowhere).find("o")).isInstanceOf(Outage.class);
    assertThatThrownBy(
            () -> new TableNewOrders(nowhere, claims()).place(Requests.request(Requests.event())))
        .isInstanceOf(Outage.class);
    assertThatThrownBy(() -> noClaims.orderOf("token")).isInstanceOf(Outage.class);
  }

  @Test
  void refusesATokenThatWasUsedForAnotherOrder() {
    ObjectNode first = stored(orders.place(Requests.request(paidWith("used"))));
    OrderRequest again = Requests.request(paidWith("used"));
    ObjectNode keyed = paidWith("used").put("idempotencyKey", "key-6");

    assertThat(orders.place(again)).isEqualTo(new Placed.TokenTaken());
    assertThat(orders.place(Requests.request(keyed))).isEqualTo(new Placed.TokenTaken());
    assertThat(orders.placed(Requests.request(keyed))).isEmpty();
    assertThat(claims().orderOf("used")).contains(first.path("orderId").asText());
    assertThat(new UnusedTokenCheck(claims()).problems(again))
        .containsExactly("payment token was used for another order");
  }

  @Test
  void findsNothingWrongWithATokenThatIsUnusedOrUsedForTheSameOrder() {
    OrderRequest request = Requests.request(keyed("key-7"));
    assertThat(new UnusedTokenCheck(claims()).problems(request)).isEmpty();
    orders.place(request);
    assertThat(new UnusedTokenCheck(claims()).problems(request)).isEmpty();
  }

  @Test
  void makesOneOrderOfManyWithOneTokenAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Placed>> answers =
          IntStream.range(0, 8)
              .mapToObj(
                  i -> threads.submit(() -> orders.place(Requests.request(paidWith("raced")))))
              .toList();
      int stored = 0;
      for (Future<Placed> answer : answers) {
        stored += answer.get() instanceof Placed.Stored ? 1 : 0;
      }
      assertThat(stored).isEqualTo(1);
    }
  }

  @Test
  void keepsNoTokenInItsClaims() {
    orders.place(Requests.request(paidWith("secret")));

    assertThat(table.client().scan(scan -> scan.tableName(LocalTable.CLAIMS)).items().toString())
        .doesNotContain("secret");
  }

  private static TokenClaims claims() {
    return new TokenClaims(table.client(), LocalTable.CLAIMS);
  }

  private static ObjectNode paidWith(String token) {
    ObjectNode event = Requests.event();
    ((ObjectNode) event.get("order")).put("paymentToken", token);
    return event;
  }

  private static ObjectNode keyed(String key) {
    return paidWith("token of " + key).put("idempotencyKey", key);
  }

  private static ObjectNode stored(Placed placed) {
    return ((Placed.Stored) placed).order();
  }

  private static NewOrders orders(String time) {
    return new TableNewOrders(orderTable(time), claims());
  }

  private static OrderTable orderTable(String time) {
    return new OrderTable(
        table.client(), LocalTable.NAME, InstantSource.fixed(Instant.parse(time)));
  }
}
