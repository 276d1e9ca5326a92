package ecommerce.orders.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.DynamoJson;
import ecommerce.edge.Json;
import ecommerce.edge.Outage;
import ecommerce.orders.model.OrderProgress;
import ecommerce.orders.model.OrderStatus;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class TableOrderProgressTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2025-06-01T08:00:00Z"));
  private static final String NOW = "2025-06-01T08:00:00.000Z";
  private static final String PACKAGE =
      "\"package\":{\"width\":1,\"length\":2,\"height\":3,\"weight\":4}";
  private static final String DESK =
      "{\"productId\":\"desk\",\"name\":\"Desk\",\"price\":1000,\"quantity\":3,\"tags\":[\"wood\"],"
          + PACKAGE
          + "}";
  private static final String LAMP =
      "{\"productId\":\"lamp\",\"name\":\"Lamp\",\"price\":70," + PACKAGE + "}";

  private static LocalTable table;

  private final OrderProgress progress =
      new TableOrderProgress(new OrderTable(table.client(), LocalTable.NAME, CLOCK));

  @BeforeAll
  static void start() {
    table = new LocalTable();
  }

  @AfterAll
  static void stop() {
    table.close();
  }

  @BeforeEach
  void anOrder() {
    order("NEW");
  }

  @ParameterizedTest
  @CsvSource({
    "NEW, PACKAGING_FAILED",
    "NEW, IN_DELIVERY",
    "NEW, FULFILLED",
    "NEW, DELIVERY_FAILED",
    "PACKAGED, IN_DELIVERY",
    "PACKAGED, FULFILLED",
    "PACKAGED, DELIVERY_FAILED",
    "IN_DELIVERY, FULFILLED",
    "IN_DELIVERY, DELIVERY_FAILED"
  })
  void movesAhead(String from, OrderStatus to) {
    order(from);

    assertThat(progress.move("o", to)).isTrue();
    assertThat(text("status")).isEqualTo(to.name());
    assertThat(text("modifiedDate")).isEqualTo(NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "PACKAGED, PACKAGING_FAILED", "IN_DELIVERY, IN_DELIVERY", "FULFILLED, IN_DELIVERY",
        "FULFILLED, DELIVERY_FAILED",
    "DELIVERY_FAILED, FULFILLED", "CANCELLED, IN_DELIVERY", "REFUNDED, FULFILLED",
        "PACKAGING_FAILED, IN_DELIVERY"
  })
  void staysWhereItIsKnownToBeLater(String from, OrderStatus to) {
    order(from);
    ObjectNode before = table.item("o");

    assertThat(progress.move("o", to)).isFalse();
    assertThat(table.item("o")).isEqualTo(before);
  }

  @Test
  void carriesItsTrackingNumberFromTheMoveOn() {
    ObjectNode before = table.item("o");

    assertThat(progress.deliver("o", OrderStatus.IN_DELIVERY, Optional.of("T-1"))).isTrue();

    assertThat(table.item("o"))
        .isEqualTo(
            before
                .put("status", "IN_DELIVERY")
                .put("modifiedDate", NOW)
                .put("trackingNumber", "T-1"));
  }

  @Test
  void keepsItsTrackingNumberWhenADeliveryDoesNotTellIt() {
    progress.deliver("o", OrderStatus.IN_DELIVERY, Optional.of("T-1"));

    assertThat(progress.deliver("o", OrderStatus.FULFILLED, Optional.empty())).isTrue();
    assertThat(progress.deliver("o", OrderStatus.IN_DELIVERY, Optional.of("T-2"))).isFalse();

    assertThat(text("status")).isEqualTo("FULFILLED");
    assertThat(text("trackingNumber")).isEqualTo("T-1");
  }

  @Test
  void makesNoOrderOfAnEvent() {
    assertThat(progress.move("unknown", OrderStatus.FULFILLED)).isFalse();
    assertThat(progress.pack("unknown", Map.of("desk", 1L))).isFalse();
    assertThat(progress.refund("unknown", 1)).isFalse();
    assertThat(progress.move("x".repeat(3000), OrderStatus.FULFILLED)).isFalse();
    assertThat(table.item("unknown")).isEmpty();
  }

  @Test
  void takesAnOrderWithoutStatusForNew() {
    table.put("{\"orderId\":\"o\"}");

    assertThat(progress.pack("o", Map.of())).isTrue();
    assertThat(table.item("o"))
        .isEqualTo(
            Json.parse(
                "{\"orderId\":\"o\",\"status\":\"PACKAGED\",\"modifiedDate\":\"" + NOW + "\"}"));
  }

  @Test
  void leavesProductsAsTheyAreWhenAllArePacked() {
    ObjectNode before = table.item("o");

    assertThat(progress.pack("o", Map.of("desk", 3L, "lamp", 1L))).isTrue();

    assertThat(table.item("o"))
        .isEqualTo(before.put("status", "PACKAGED").put("modifiedDate", NOW));
    assertThat(table.item("o").path("products").get(1).has("quantity")).isFalse();
  }

  @Test
  void followsAShortPackageInProductsAndTotal() {
    assertThat(progress.pack("o", Map.of("desk", 2L, "lamp", 1L))).isTrue();

    assertThat(text("status")).isEqualTo("PACKAGED");
    assertThat(table.item("o").path("total").asLong()).isEqualTo(2 * 1000 + 70 + 500);
    assertThat(table.item("o").path("products"))
        .containsExactly(
            stored(DESK.replace("\"quantity\":3", "\"quantity\":2")),
            stored(LAMP).put("quantity", 1L));
  }

  @Test
  void dropsAProductOfWhichNothingIsPacked() {
    progress.pack("o", Map.of("lamp", 1L, "desk", 0L));

    assertThat(table.item("o").path("products").findValuesAsText("productId"))
        .containsExactly("lamp");
    assertThat(table.item("o").path("total").asLong()).isEqualTo(570);
  }

  @Test
  void changesNothingTheSecondTime() {
    progress.pack("o", Map.of("desk", 2L));
    ObjectNode once = table.item("o");

    assertThat(progress.pack("o", Map.of("desk", 2L))).isFalse();
    assertThat(table.item("o")).isEqualTo(once);
  }

  @Test
  void followsALateShortPackageWithoutGoingBack() {
    order("IN_DELIVERY");

    assertThat(progress.pack("o", Map.of("desk", 1L, "lamp", 1L))).isTrue();

    assertThat(text("status")).isEqualTo("IN_DELIVERY");
    assertThat(table.item("o").path("total").asLong()).isEqualTo(1570);
  }

  @Test
  void hasNothingToFollowInALateCompletePackage() {
    order("IN_DELIVERY");

    assertThat(progress.pack("o", Map.of("desk", 3L, "lamp", 1L))).isFalse();
    assertThat(text("status")).isEqualTo("IN_DELIVERY");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FULFILLED",
        "PACKAGING_FAILED",
        "DELIVERY_FAILED",
        "CANCELLED",
        "REFUNDED",
        "nonsense"
      })
  void changesNoOrderThatIsNotOpen(String status) {
    order(status);
    ObjectNode before = table.item("o");

    assertThat(progress.pack("o", Map.of("desk", 1L))).isFalse();
    assertThat(table.item("o")).isEqualTo(before);
  }

  @Test
  void leavesATotalThatItCannotCompute() {
    table.put(
        "{\"orderId\":\"o\",\"status\":\"NEW\",\"total\":900,"
            + "\"products\":[{\"productId\":\"desk\",\"quantity\":2}]}");

    assertThat(progress.pack("o", Map.of("desk", 1L))).isTrue();

    assertThat(text("status")).isEqualTo("PACKAGED");
    assertThat(table.item("o").path("total").asLong()).isEqualTo(900);
    assertThat(table.item("o").path("products").get(0).path("quantity").asLong()).isEqualTo(1);
  }

  @Test
  void computesTheTotalOfAnOrderWithoutDeliveryPrice() {
    table.put("{\"orderId\":\"o\",\"status\":\"NEW\",\"products\":[" + DESK + "]}");

    progress.pack("o", Map.of("desk", 1L));

    assertThat(table.item("o").path("total").asLong()).isEqualTo(1000);
  }

  @Test
  void losesNoChangeThatOthersMakeMeanwhile() {
    AtomicInteger reads = new AtomicInteger();
    OrderProgress racing =
        progress(
            () -> {
              if (reads.incrementAndGet() == 1) {
                assertThat(progress.move("o", OrderStatus.IN_DELIVERY)).isTrue();
              }
            });

    assertThat(racing.pack("o", Map.of("desk", 1L, "lamp", 1L))).isTrue();

    assertThat(reads).hasValue(2);
    assertThat(text("status")).isEqualTo("IN_DELIVERY");
    assertThat(table.item("o").path("total").asLong()).isEqualTo(1570);
  }

  @Test
  void givesUpAnOrderThatNeverStaysTheSame() {
    AtomicInteger reads = new AtomicInteger();
    OrderProgress racing =
        progress(
            () ->
                table.put(
                    "{\"orderId\":\"o\",\"status\":\"NEW\",\"products\":["
                        + DESK
                        + "],\"deliveryPrice\":"
                        + reads.incrementAndGet()
                        + "}"));

    assertThatThrownBy(() -> racing.pack("o", Map.of("desk", 1L))).isInstanceOf(Outage.class);
  }

  @Test
  void showsTheLargestSumThatWasRefundedAndIsRefundedWithAll() {
    order("FULFILLED");

    assertThat(progress.refunded("o", 500, false)).isTrue();
    assertThat(progress.refunded("o", 300, false)).isFalse();
    assertThat(table.item("o").path("refunded").asLong()).isEqualTo(500);
    assertThat(text("status")).isEqualTo("FULFILLED");

    assertThat(progress.refunded("o", 900, true)).isTrue();
    assertThat(progress.refunded("o", 900, true)).isFalse();
    assertThat(table.item("o").path("refunded").asLong()).isEqualTo(900);
    assertThat(text("status")).isEqualTo("REFUNDED");
    assertThat(progress.refunded("unknown", 1, true)).isFalse();
  }

  @Test
  void isRefundedOnceItIsFulfilledWhereAllWasGivenBackBefore() {
    order("IN_DELIVERY");
    assertThat(progress.refunded("o", 3570, true)).isTrue();
    assertThat(text("status")).isEqualTo("IN_DELIVERY");

    assertThat(progress.deliver("o", OrderStatus.FULFILLED, Optional.empty())).isTrue();

    assertThat(text("status")).isEqualTo("REFUNDED");
  }

  @Test
  void isRefundedByTheSameDeliveryAgainWhereTheFirstTimeEndedHalfway() {
    order("IN_DELIVERY");
    progress.refunded("o", 3570, true);
    progress.move("o", OrderStatus.FULFILLED);

    assertThat(progress.deliver("o", OrderStatus.FULFILLED, Optional.empty())).isTrue();

    assertThat(text("status")).isEqualTo("REFUNDED");
    assertThat(progress.deliver("o", OrderStatus.FULFILLED, Optional.empty())).isFalse();
  }

  @Test
  void isRefundedWhereItIsDeliveredWhileTheRefundIsTold() {
    order("IN_DELIVERY");
    OrderProgress racing =
        progress(
            "updateItem", () -> progress.deliver("o", OrderStatus.FULFILLED, Optional.empty()));

    assertThat(racing.refunded("o", 3570, true)).isTrue();

    assertThat(text("status")).isEqualTo("REFUNDED");
    assertThat(table.item("o").path("refunded").asLong()).isEqualTo(3570);
  }

  @Test
  void isFulfilledWhereAPartWasGivenBackBefore() {
    order("IN_DELIVERY");
    progress.refunded("o", 10, false);

    assertThat(progress.deliver("o", OrderStatus.FULFILLED, Optional.empty())).isTrue();

    assertThat(text("status")).isEqualTo("FULFILLED");
    assertThat(progress.deliver("o", OrderStatus.FULFILLED, Optional.empty())).isFalse();
  }

  @Test
  void isRefundedWithItsWholeTotalAlone() {
    order("FULFILLED");

    assertThat(progress.refund("o", 3569)).isFalse();
    assertThat(text("status")).isEqualTo("FULFILLED");
    assertThat(progress.refund("o", 3570)).isTrue();
    assertThat(text("status")).isEqualTo("REFUNDED");
    assertThat(progress.refund("o", 3570)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NEW", "PACKAGED", "IN_DELIVERY", "CANCELLED"})
  void isNotRefundedBeforeItIsFulfilled(String status) {
    order(status);

    assertThat(progress.refund("o", 99999)).isFalse();
    assertThat(text("status")).isEqualTo(status);
  }

  private static void order(String status) {
    table.put(
        "{\"orderId\":\"o\",\"userId\":\"ada\",\"status\":\""
            + status
            + "\","
            + "\"deliveryPrice\":500,\"total\":3570,\"products\":["
            + DESK
            + ","
            + LAMP
            + "]}");
  }

  private static ObjectNode stored(String json) {
    return DynamoJson.fromItem(DynamoJson.toItem(Json.parse(json)));
  }

  private static String text(String attribute) {
    return table.item("o").path(attribute).asText();
  }

  /**
   * Progress on the same table, with something happening between each read and the write that
   * follows it.
   */
  private static OrderProgress progress(Runnable afterRead) {
    return progress("getItem", afterRead);
  }

  /** Progress on the same table, with something happening after each call, refused or not. */
  private static OrderProgress progress(String call, Runnable after) {
    DynamoDbClient client =
        (DynamoDbClient)
            Proxy.newProxyInstance(
                TableOrderProgressTest.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (proxy, method, arguments) -> {
                  try {
                    return method.invoke(table.client(), arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  } finally {
                    if (method.getName().equals(call)) {
                      after.run();
                    }
                  }
                });
    return new TableOrderProgress(new OrderTable(client, LocalTable.NAME, CLOCK));
  }
}
