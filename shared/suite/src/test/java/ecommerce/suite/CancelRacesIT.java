package ecommerce.suite;

import static ecommerce.suite.clients.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.GraphQl;
import ecommerce.suite.clients.GraphQlAnswer;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Orders;
import ecommerce.suite.clients.Person;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.Table;
import ecommerce.suite.target.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Of a cancellation and a start of packaging that race, one wins, and the other is told why. */
@PlatformTest(needs = {Capability.GRAPHQL, Capability.USERS})
class CancelRacesIT {

  private static final int RACES = 50;
  private static final int CUSTOMERS_AT_ONCE = 3;

  private final Platform platform;
  private final Person customer;
  private final GraphQl packer;
  private final Table warehouse;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  CancelRacesIT(Platform platform) {
    this.platform = platform;
    this.customer = platform.people().customer();
    this.packer = platform.people().packer().graphQl();
    this.warehouse = platform.table("warehouse");
  }

  private record Race(ObjectNode order, GraphQlAnswer cancelled, GraphQlAnswer started) {

    boolean isCancelled() {
      return cancelled.errors().isEmpty();
    }
  }

  @Test
  void onlyOneWinsAndAfterwardsAllAgree() throws Exception {
    List<ObjectNode> orders = orders();
    List<Race> races = new ArrayList<>();
    for (int i = 0; i < RACES; i++) {
      races.add(race(orders.get(i), i % 5));
    }
    for (Race race : races) {
      assertThat(race.cancelled().errors().isEmpty() ^ race.started().errors().isEmpty())
          .as("exactly one wins: %s", race)
          .isTrue();
      if (race.isCancelled()) {
        assertThat(race.started().error("startPackaging"))
            .containsAnyOf("cancelled", "being changed at this moment");
      } else {
        assertThat(race.cancelled().error("cancelOrder")).contains("packaging", "IN_PROGRESS");
      }
    }
    assertThat(races.stream().map(Race::isCancelled)).contains(true, false);
    for (Race race : races) {
      eventually(() -> agrees(race));
    }
  }

  private List<ObjectNode> orders() throws Exception {
    try (ExecutorService few = Executors.newFixedThreadPool(CUSTOMERS_AT_ONCE)) {
      List<Future<ObjectNode>> made = new ArrayList<>();
      for (int i = 0; i < RACES; i++) {
        made.add(few.submit(this::known));
      }
      List<ObjectNode> orders = new ArrayList<>();
      for (Future<ObjectNode> order : made) {
        orders.add(order.get());
      }
      return orders;
    }
  }

  private ObjectNode known() {
    ObjectNode order =
        (ObjectNode) platform.createOrder().make(customer.userId(), platform.shop().cart(1));
    eventually(() -> assertThat(status(order)).isEqualTo("NEW"));
    eventually(
        () -> assertThat(platform.table("payment").get("orderId", Orders.id(order))).isPresent());
    return order;
  }

  private String status(JsonNode order) {
    return warehouse
        .get("orderId", Orders.id(order), "productId", "__metadata")
        .map(metadata -> metadata.path("status").asText())
        .orElse("none");
  }

  /**
   * @param headStart at 0 the cancellation has one, at 1 the start of packaging, else nobody
   */
  private Race race(ObjectNode order, int headStart) throws Exception {
    CyclicBarrier line = new CyclicBarrier(2);
    Future<GraphQlAnswer> cancelled =
        threads.submit(from(line, headStart == 1, () -> cancel(order)));
    Future<GraphQlAnswer> started = threads.submit(from(line, headStart == 0, () -> start(order)));
    return new Race(order, cancelled.get(), started.get());
  }

  private Callable<GraphQlAnswer> from(
      CyclicBarrier line, boolean handicap, Callable<GraphQlAnswer> act) {
    return () -> {
      line.await();
      for (int i = 0; handicap && i < 5; i++) {
        customer.graphQl().ask("{ getOrders { nextToken } }");
      }
      return act.call();
    };
  }

  private GraphQlAnswer cancel(JsonNode order) {
    return customer
        .graphQl()
        .ask(
            "mutation ($id: ID!) { cancelOrder(orderId: $id) { success } }",
            "id",
            Orders.id(order));
  }

  private GraphQlAnswer start(JsonNode order) {
    return packer.act("startPackaging", "PackagingInput", Json.object("orderId", Orders.id(order)));
  }

  /** Order, packaging and authorisation tell the same. */
  private void agrees(Race race) {
    ObjectNode order = race.order();
    String orderStatus = platform.orders().now(order).path("status").asText();
    boolean authorised =
        platform
            .paymentCompany()
            .check(order.path("paymentToken").asText(), order.path("total").longValue());
    int items = warehouse.query("orderId", Orders.id(order)).size();
    if (race.isCancelled()) {
      assertThat(orderStatus).isEqualTo("CANCELLED");
      assertThat(items).isZero();
      assertThat(authorised).isFalse();
    } else {
      assertThat(orderStatus).isEqualTo("NEW");
      assertThat(status(order)).isEqualTo("IN_PROGRESS");
      assertThat(items).isEqualTo(2);
      assertThat(authorised).isTrue();
    }
  }
}
