package ecommerce.orders.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.InvalidInput;
import ecommerce.edge.Json;
import ecommerce.edge.Outage;
import ecommerce.edge.Settings;
import ecommerce.orders.model.OrderProgress;
import ecommerce.orders.model.OrderStatus;
import ecommerce.testing.LambdaContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnEventsTest {

  private final List<String> calls = new ArrayList<>();
  private boolean changed = true;

  @ParameterizedTest
  @CsvSource({
    "delivery, DeliveryStarted, IN_DELIVERY",
    "delivery, DeliveryCompleted, FULFILLED",
    "delivery, DeliveryFailed, DELIVERY_FAILED"
  })
  void movesTheOrderAsItsDeliveryDoes(String service, String type, String status) {
    consume(service, type, "{\"orderId\": \"o\", \"trackingNumber\": \"T-1\"}");
    consume(service, type, "{\"orderId\": \"o\"}");

    assertThat(calls).containsExactly("deliver o " + status + " T-1", "deliver o " + status + " -");
  }

  @Test
  void endsTheOrderOfWhichNothingIsPacked() {
    consume("warehouse", "PackagingFailed", "{\"orderId\": \"o\"}");

    assertThat(calls).containsExactly("move o PACKAGING_FAILED");
  }

  @Test
  void tellsTheOrderWhatIsInItsPackage() {
    consume(
        "warehouse",
        "PackageCreated",
        "{\"orderId\": \"o\", \"products\": [{\"productId\": \"a\", \"quantity\": 2},"
            + " {\"productId\": \"b\"}, {\"productId\": \"a\", \"quantity\": 1}]}");

    assertThat(calls).containsExactly("pack o {a=3, b=1}");
  }

  @Test
  void tellsTheOrderWhatWasRefunded() {
    consume("payment", "PaymentRefunded", "{\"orderId\": \"o\", \"amount\": 500}");

    assertThat(calls).containsExactly("refund o 500");
  }

  @ParameterizedTest
  @CsvSource({
    "payment, PaymentProcessed",
    "payment, PaymentCancelled",
    "payment, PaymentFailed",
    "products, ProductCreated",
    "somewhere, DeliveryCompleted"
  })
  void letsPassWhatSaysNothingOfAStatus(String service, String type) {
    consume(service, type, "{}");

    assertThat(calls).isEmpty();
  }

  @Test
  void takesAnEventThatChangesNothingForNoError() {
    changed = false;

    consume("delivery", "DeliveryCompleted", "{\"orderId\": \"o\"}");

    assertThat(calls).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "delivery  | DeliveryCompleted | {}                                    | orderId is"
            + " missing",
        "delivery  | DeliveryFailed    | {\"orderId\": 1}                      | orderId is not a"
            + " string",
        "warehouse | PackageCreated    | {\"orderId\": \"o\"}                  | products is"
            + " missing",
        "warehouse | PackageCreated    | {\"orderId\": \"o\", \"products\": [{}]} |"
            + " products[0].productId is missing",
        "payment   | PaymentRefunded   | {\"orderId\": \"o\"}                  | amount is missing"
      })
  void throwsWhatItCannotRead(String service, String type, String detail, String message) {
    assertThatThrownBy(() -> consume(service, type, detail))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(message);
    assertThat(calls).isEmpty();
  }

  @Test
  void throwsWhenTheTableFailsSoThatTheEventComesAgain() {
    OrderProgress down =
        (OrderProgress)
            java.lang.reflect.Proxy.newProxyInstance(
                OnEventsTest.class.getClassLoader(),
                new Class<?>[] {OrderProgress.class},
                (proxy, method, arguments) -> {
                  throw new Outage("the orders table cannot be written");
                });

    assertThatThrownBy(() -> consume("delivery", "DeliveryStarted", "{\"orderId\": \"o\"}", down))
        .isInstanceOf(Outage.class);
  }

  private void consume(String service, String type, String detail) {
    consume(
        service,
        type,
        detail,
        new OrderProgress() {
          @Override
          public boolean move(String orderId, OrderStatus to) {
            return called("move " + orderId + " " + to);
          }

          @Override
          public boolean deliver(String orderId, OrderStatus to, Optional<String> trackingNumber) {
            return called("deliver " + orderId + " " + to + " " + trackingNumber.orElse("-"));
          }

          @Override
          public boolean pack(String orderId, Map<String, Long> packed) {
            return called("pack " + orderId + " " + new TreeMap<>(packed));
          }

          @Override
          public boolean refund(String orderId, long amount) {
            return called("refund " + orderId + " " + amount);
          }
        });
  }

  private boolean called(String call) {
    calls.add(call);
    return changed;
  }

  private static void consume(String service, String type, String detail, OrderProgress progress) {
    JsonNode parsed = Json.parse(detail);
    ObjectNode event = Json.object().put("source", "ecommerce." + service).put("detail-type", type);
    event.putArray("resources");
    event.set("detail", parsed);
    new OnEvents(new Settings(Map.of()), progress)
        .handleRequest(
            new ByteArrayInputStream(event.toString().getBytes(StandardCharsets.UTF_8)),
            new ByteArrayOutputStream(),
            LambdaContext.named("OnEvents"));
  }
}
