package ecommerce.suite;

import static ecommerce.suite.clients.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Metrics;
import ecommerce.suite.clients.Orders;
import ecommerce.suite.clients.PaymentCompany;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.Table;
import ecommerce.suite.target.Capability;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What becomes of differences between payment and the payment company. Planted past the platform.
 * Nothing else runs beside: the function looks at all payments, also at those of other tests.
 */
@Isolated
@PlatformTest(needs = Capability.LISTENER)
class ReconciliationIT {

  private static final int AMOUNT = 2500;

  private final Platform platform;
  private final Orders orders;
  private final PaymentCompany company;
  private final Table pending;
  private final ObjectNode order = Json.object("orderId", UUID.randomUUID().toString());
  private final String orderId = Orders.id(order);

  ReconciliationIT(Platform platform) {
    this.platform = platform;
    this.orders = platform.orders();
    this.company = platform.paymentCompany();
    this.pending = platform.table("payment");
  }

  private String pendingToken() {
    String token = company.preauthorise(AMOUNT);
    ObjectNode detail =
        Json.object(
            "orderId", orderId, "paymentToken", token, "total", AMOUNT, "products", Json.list());
    platform.bus().put("ecommerce.orders", "OrderCreated", orderId, detail);
    eventually(() -> assertThat(pending.get("orderId", orderId)).isPresent());
    return token;
  }

  private String releasedToken() {
    String token = pendingToken();
    orders.packagingFailed(order);
    platform.events().await("PaymentCancelled", orderId);
    eventually(() -> assertThat(pending.get("orderId", orderId)).isEmpty());
    return token;
  }

  /** The company knows nothing of the release. */
  private void authorisedAgain(String token) {
    platform.table("payment-3p").put(Json.object("paymentToken", token, "amount", AMOUNT));
  }

  private JsonNode reconcile() {
    return platform.function("payment", "reconcile").invoke(Json.object("olderThanMinutes", 0));
  }

  private JsonNode difference() {
    return platform.events().await("PaymentDifference", orderId).path("detail");
  }

  private String ledgerOf(String attribute) {
    return platform
        .tableNamed("payment/ledger-table/name")
        .get("id", "order/" + orderId)
        .orElseThrow()
        .path(attribute)
        .asText();
  }

  @Test
  void authorisationThatWasNeverReleasedIsReleased() {
    String token = releasedToken();
    authorisedAgain(token);
    Metrics metrics = platform.metrics("payment");
    double repairedBefore = metrics.sum("PaymentDifferencesRepaired");

    JsonNode report = reconcile();

    assertThat(report.path("repaired").intValue()).isPositive();
    assertThat(company.status(token).path("status").asText()).isEqualTo("CANCELLED");
    JsonNode difference = difference();
    assertThat(difference.path("difference").asText()).isEqualTo("NOT_RELEASED");
    assertThat(difference.path("repaired").asBoolean()).isTrue();
    assertThat(difference.path("found"))
        .isEqualTo(Json.object("status", "AUTHORISED", "amount", AMOUNT, "refunded", 0));
    eventually(
        () -> assertThat(metrics.sum("PaymentDifferencesRepaired")).isGreaterThan(repairedBefore));
  }

  @Test
  void captureThatWeDoNotKnowIsReportedOnceAndLeftToPeople() {
    String token = releasedToken();
    authorisedAgain(token);
    assertThat(company.process(token)).isTrue();

    assertThat(reconcile().path("differences").intValue()).isPositive();
    assertThat(reconcile().path("differences").intValue()).isPositive();

    JsonNode difference = difference();
    assertThat(difference.path("difference").asText()).isEqualTo("CAPTURED_UNKNOWN");
    assertThat(difference.path("repaired").asBoolean(true)).isFalse();
    assertThat(company.status(token))
        .isEqualTo(Json.object("status", "CAPTURED", "amount", AMOUNT, "refunded", 0));
    assertThat(platform.events().of("PaymentDifference", orderId)).hasSize(1);
  }

  @Test
  void whatTheCompanyHasCapturedAlreadyIsFinished() {
    String token = pendingToken();
    assertThat(ledgerOf("authorised")).isEqualTo("" + AMOUNT);
    assertThat(company.process(token)).isTrue();

    reconcile();

    platform.events().await("PaymentProcessed", orderId);
    assertThat(pending.get("orderId", orderId)).isEmpty();
    assertThat(difference().path("difference").asText()).isEqualTo("STILL_PENDING");
    assertThat(ledgerOf("captured")).isEqualTo("" + AMOUNT);
  }

  @Test
  void refundThatWasLeftPendingIsFinished() {
    String token = pendingToken();
    orders.delivery("DeliveryCompleted", order);
    platform.events().await("PaymentProcessed", orderId);
    eventually(() -> assertThat(pending.get("orderId", orderId)).isEmpty());
    leavePendingRefund(token, 700);

    assertThat(reconcile().path("refunds").intValue()).isPositive();

    assertThat(company.status(token).path("refunded").intValue()).isEqualTo(700);
    JsonNode event = platform.events().await("PaymentRefunded", orderId);
    assertThat(event.at("/detail/refunded").intValue()).isEqualTo(700);
    assertThat(ledgerOf("refunded")).isEqualTo("700");
  }

  /** As the function leaves it that was killed before the company was asked. */
  private void leavePendingRefund(String token, int amount) {
    Table ledger = platform.tableNamed("payment/ledger-table/name");
    ledger.set("refundable", AMOUNT - amount, "id", "token/" + token);
    ObjectNode refund =
        Json.object(
            "orderId",
            orderId,
            "refundId",
            "r1",
            "paymentToken",
            token,
            "amount",
            amount,
            "rest",
            false,
            "reason",
            "broken");
    refund
        .put("by", "somebody")
        .put("status", "PENDING")
        .put("createdDate", "2026-01-02T03:04:05.000Z")
        .put("modifiedDate", "2026-01-02T03:04:05.000Z")
        .put("open", "true");
    platform.tableNamed("payment/refund-table/name").put(refund);
  }
}
