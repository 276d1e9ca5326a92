package ecommerce.suite.stuck;

import static ecommerce.suite.clients.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.Faults;
import ecommerce.suite.clients.Orders;
import ecommerce.suite.clients.PaymentCompany;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.Table;
import ecommerce.suite.clients.Watches;
import ecommerce.suite.target.LocalTarget;
import ecommerce.suite.target.TargetChoice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Functions of the services fail for a while, with orders at every point of their way. What they
 * could not handle is in the dead-letter queues when they are mended; people do their work, the
 * services look after what is stuck, and every order comes to its end with its total paid. In a
 * local environment of this test's own, whose functions it makes fail.
 */
@Isolated("beside other tests, its environment would make both slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(400)
class FaultIT {

  private static final String METADATA = "__metadata";
  private static final Duration PATIENCE = Duration.ofSeconds(150);
  private static final List<String> CONSUMERS =
      List.of("orders-OnEvents", "warehouse-OnEvents", "delivery-OnEvents", "payment-OnEvents");
  private static final List<String> EMITTERS = List.of("warehouse-TableUpdate");

  private Platform platform;
  private Watches watches;
  private Faults faults;
  private Table orders;
  private Table warehouse;
  private Table deliveries;
  private Table payments;

  @BeforeAll
  void start() {
    TargetChoice choice = TargetChoice.ofSystemProperties();
    assumeTrue(
        choice instanceof TargetChoice.Local,
        "functions are made to fail in a local environment only");
    platform = new Platform(LocalTarget.start(choice.region()));
    watches = platform.watches();
    faults = platform.faults();
    orders = platform.table("orders");
    warehouse = platform.table("warehouse");
    deliveries = platform.table("delivery");
    payments = platform.table("payment");
    CONSUMERS.forEach(faults::withoutRetries);
  }

  @AfterAll
  void stop() {
    if (platform != null) {
      platform.close();
    }
  }

  @Test
  void everyOrderComesToItsEndAfterTheConsumersFailedForAWhile() {
    ObjectNode inDelivery = delivered(packed(platform.orders().makeKnown(1), "PACKAGED"));
    ObjectNode packing = platform.orders().makeKnown(2, 1);
    CONSUMERS.forEach(faults::fail);
    EMITTERS.forEach(faults::fail);
    ObjectNode unheardOf = platform.orders().make(1);
    deliveries.set("status", "COMPLETED", "orderId", Orders.id(inDelivery));
    warehouse.set("status", "COMPLETED", "orderId", Orders.id(packing), "productId", METADATA);
    eventually(
        () -> {
          assertThat(watches.buried("warehouse")).as("OrderCreated").isPositive();
          assertThat(watches.buried("orders")).as("DeliveryCompleted").isPositive();
          assertThat(watches.buried("payment"))
              .as("OrderCreated, DeliveryCompleted")
              .isGreaterThan(1);
        });
    CONSUMERS.forEach(faults::mend);
    EMITTERS.forEach(faults::mend);

    untilAllAreFulfilled(List.of(inDelivery, packing, unheardOf));

    for (ObjectNode order : List.of(inDelivery, packing, unheardOf)) {
      isPaid(order);
    }
  }

  private ObjectNode packed(ObjectNode order, String status) {
    warehouse.set("status", "COMPLETED", "orderId", Orders.id(order), "productId", METADATA);
    platform.orders().awaitStatus(order, status);
    eventually(() -> assertThat(deliveries.get("orderId", Orders.id(order))).isPresent());
    return order;
  }

  private ObjectNode delivered(ObjectNode order) {
    deliveries.set("status", "IN_PROGRESS", "orderId", Orders.id(order));
    platform.orders().awaitStatus(order, "IN_DELIVERY");
    return order;
  }

  /** People do what there is to do; the services look after the rest. */
  private void untilAllAreFulfilled(List<ObjectNode> all) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<JsonNode> open = new ArrayList<>(all);
    while (!open.isEmpty()) {
      Watches.SERVICES.forEach(watches::look);
      open.forEach(this::work);
      open.removeIf(order -> status(order).equals("FULFILLED"));
      assertThat(System.nanoTime())
          .as("in time; not fulfilled: %s", open.stream().map(this::status).toList())
          .isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    }
  }

  private void work(JsonNode order) {
    String id = Orders.id(order);
    warehouse
        .get("orderId", id, "productId", METADATA)
        .filter(request -> request.path("status").asText().equals("NEW"))
        .ifPresent(
            request -> warehouse.set("status", "COMPLETED", "orderId", id, "productId", METADATA));
    deliveries
        .get("orderId", id)
        .filter(delivery -> delivery.path("status").asText().equals("NEW"))
        .ifPresent(delivery -> deliveries.set("status", "COMPLETED", "orderId", id));
  }

  private String status(JsonNode order) {
    return orders.get("orderId", Orders.id(order)).orElseThrow().path("status").asText();
  }

  private void isPaid(ObjectNode order) {
    PaymentCompany company = platform.paymentCompany();
    String token = order.path("paymentToken").asText();
    int total = order.path("total").asInt();
    eventually(
        () -> {
          watches.look("payment");
          assertThat(payments.get("orderId", Orders.id(order))).isEmpty();
        });
    assertThat(company.check(token, 0)).isFalse();
    assertThat(company.refund(token, total + 1)).as("more than the total was captured").isFalse();
    assertThat(company.refund(token, total)).as("the total was captured").isTrue();
  }
}
