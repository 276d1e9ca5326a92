package ecommerce.suite;

import static ecommerce.suite.clients.Eventually.eventually;
import static ecommerce.suite.clients.Eventually.stays;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Orders;
import ecommerce.suite.clients.PaymentCompany;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.Table;
import ecommerce.suite.target.Capability;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What becomes of the payment of an order. Orders here are events put by hand, with as few fields
 * as payment needs.
 */
@PlatformTest(needs = Capability.LISTENER)
class PaymentsIT {

  private static final int AMOUNT = 2500;

  private final Platform platform;
  private final Orders orders;
  private final PaymentCompany company;
  private final Table pending;
  private final ObjectNode order = Json.object("orderId", UUID.randomUUID().toString());
  private final String orderId = Orders.id(order);

  PaymentsIT(Platform platform) {
    this.platform = platform;
    this.orders = platform.orders();
    this.company = platform.paymentCompany();
    this.pending = platform.table("payment");
  }

  private void orderCreated(String token) {
    ObjectNode detail =
        Json.object(
            "orderId", orderId, "paymentToken", token, "total", AMOUNT, "products", Json.list());
    platform.bus().put("ecommerce.orders", "OrderCreated", orderId, detail);
  }

  private void orderModified(ObjectNode fields, String changed) {
    ObjectNode after = Json.object("orderId", orderId).setAll(fields);
    ObjectNode detail =
        Json.object(
            "old", Json.object("orderId", orderId), "new", after, "changed", Json.list(changed));
    platform.bus().put("ecommerce.orders", "OrderModified", orderId, detail);
  }

  /** A token that is pending for the order. */
  private String pendingToken() {
    String token = company.preauthorise(AMOUNT);
    orderCreated(token);
    eventually(
        () ->
            assertThat(
                    pending.get("orderId", orderId).map(item -> item.path("paymentToken").asText()))
                .contains(token));
    return token;
  }

  private void isCaptured(String token, long amount) {
    eventually(() -> assertThat(pending.get("orderId", orderId)).isEmpty());
    assertThat(company.check(token, 0)).isFalse();
    assertThat(company.refund(token, amount + 1)).isFalse();
    assertThat(company.refund(token, amount)).isTrue();
  }

  private void isReleased(String token) {
    eventually(() -> assertThat(pending.get("orderId", orderId)).isEmpty());
    assertThat(company.process(token)).isFalse();
    assertThat(company.cancel(token)).isTrue();
  }

  @Test
  void isCapturedWhenTheOrderIsDelivered() {
    String token = pendingToken();
    assertThat(company.check(token, AMOUNT)).isTrue();
    orders.delivery("DeliveryCompleted", order);
    JsonNode event = platform.events().await("PaymentProcessed", orderId);
    assertThat(event.path("detail")).isEqualTo(Json.object("orderId", orderId, "amount", AMOUNT));
    isCaptured(token, AMOUNT);
  }

  @Test
  void isReleasedWhenTheDeliveryFails() {
    String token = pendingToken();
    orders.delivery("DeliveryFailed", order);
    JsonNode event = platform.events().await("PaymentCancelled", orderId);
    assertThat(event.path("detail")).isEqualTo(Json.object("orderId", orderId, "amount", AMOUNT));
    isReleased(token);
  }

  @Test
  void isReleasedWhenThePackagingFails() {
    String token = pendingToken();
    orders.packagingFailed(order);
    platform.events().await("PaymentCancelled", orderId);
    isReleased(token);
  }

  @Test
  void isReleasedWhenTheOrderIsCancelled() {
    String token = pendingToken();
    orderModified(Json.object("status", "CANCELLED"), "status");
    platform.events().await("PaymentCancelled", orderId);
    isReleased(token);
  }

  @Test
  void followsTheTotalOfTheOrder() {
    String token = pendingToken();
    orderModified(Json.object("total", 2000), "total");
    eventually(() -> assertThat(company.check(token, 2001)).isFalse());
    assertThat(company.check(token, 2000)).isTrue();
    orders.delivery("DeliveryCompleted", order);
    JsonNode event = platform.events().await("PaymentProcessed", orderId);
    assertThat(event.at("/detail/amount").intValue()).isEqualTo(2000);
    isCaptured(token, 2000);
  }

  @Test
  void doesNotChangeWhileTheTotalDoesNot() {
    String token = pendingToken();
    orderModified(Json.object("total", 1, "status", "PACKAGED"), "status");
    stays(() -> assertThat(company.check(token, AMOUNT)).isTrue());
  }

  @Test
  void takesEveryEventTwice() {
    String token = pendingToken();
    orderCreated(token);
    orders.delivery("DeliveryCompleted", order);
    platform.events().await("PaymentProcessed", orderId);
    eventually(() -> assertThat(pending.get("orderId", orderId)).isEmpty());
    orders.delivery("DeliveryCompleted", order);
    orderCreated(token);
    stays(
        () -> {
          assertThat(pending.get("orderId", orderId)).isEmpty();
          assertThat(platform.events().of("PaymentProcessed", orderId)).hasSize(1);
        });
    isCaptured(token, AMOUNT);
  }

  @Test
  void isCapturedThoughTheDeliveryIsHeardOfBeforeTheOrder() {
    String token = company.preauthorise(AMOUNT);
    orders.delivery("DeliveryCompleted", order);
    stays(() -> assertThat(pending.get("orderId", orderId)).isEmpty());
    orderCreated(token);
    platform.events().await("PaymentProcessed", orderId);
    isCaptured(token, AMOUNT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nothing", "a capture", "a release", "a failed delivery before any payment"})
  void isCapturedWhenAClientPutThePendingItemWhateverHappenedBefore(String before) {
    switch (before) {
      case "a capture" -> {
        pendingToken();
        orders.delivery("DeliveryCompleted", order);
        platform.events().await("PaymentProcessed", orderId);
        eventually(() -> assertThat(pending.get("orderId", orderId)).isEmpty());
      }
      case "a release" -> {
        pendingToken();
        orders.packagingFailed(order);
        platform.events().await("PaymentCancelled", orderId);
        eventually(() -> assertThat(pending.get("orderId", orderId)).isEmpty());
      }
      case "a failed delivery before any payment" -> {
        orders.delivery("DeliveryFailed", order);
        stays(() -> assertThat(pending.get("orderId", orderId)).isEmpty());
      }
      default -> assertThat(pending.get("orderId", orderId)).isEmpty();
    }
    String token = company.preauthorise(700);
    pending.put(Json.object("orderId", orderId, "paymentToken", token));
    orders.delivery("DeliveryCompleted", order);
    isCaptured(token, 700);
  }

  @Test
  void isReleasedWhenAClientPutThePendingItem() {
    String token = company.preauthorise(700);
    pending.put(Json.object("orderId", orderId, "paymentToken", token));
    orders.packagingFailed(order);
    isReleased(token);
  }

  @Test
  void failsWhenTheCompanyRefusesAndSaysWhy() {
    String token = pendingToken();
    company.cancel(token);
    orders.delivery("DeliveryCompleted", order);
    JsonNode detail = platform.events().await("PaymentFailed", orderId).path("detail");
    assertThat(detail.path("reason").asText()).isNotBlank();
    assertThat(detail.path("amount").isNumber()).isTrue();
    assertThat(platform.events().typesAbout(orderId)).doesNotContain("PaymentProcessed");
  }

  @Test
  void ofAnOrderThatIsNotKnownMovesNothing() {
    orders.delivery("DeliveryFailed", order);
    orders.packagingFailed(order);
    orderModified(Json.object("total", 1), "total");
    eventually(() -> assertThat(platform.events().about(orderId)).hasSize(3));
    stays(() -> assertThat(platform.events().about(orderId)).hasSize(3));
  }
}
