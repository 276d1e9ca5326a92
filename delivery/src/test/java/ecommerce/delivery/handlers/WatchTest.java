package ecommerce.delivery.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.edge.Edge;
import ecommerce.edge.Event;
import ecommerce.edge.Json;
import ecommerce.edge.Settings;
import ecommerce.edge.watch.DeadLetter;
import ecommerce.edge.watch.DeadLetters;
import ecommerce.edge.watch.Recipient;
import ecommerce.edge.watch.SecondDelivery;
import ecommerce.testing.LambdaContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchTest {

  private final List<Event> published = new ArrayList<>();
  private Optional<String> status = Optional.empty();

  @ParameterizedTest
  @CsvSource({
    "IN_PROGRESS, DeliveryStarted",
    "COMPLETED, DeliveryCompleted",
    "FAILED, DeliveryFailed"
  })
  void saysAgainHowFarTheDeliveryHasCome(String reached, String type) {
    status = Optional.of(reached);

    assertThat(invoke(inquiry("orders", "OrderStuck"))).isEqualTo("{\"told\":1}");
    invoke(inquiry("payment", "PaymentStuck"));

    assertThat(published).extracting(Event::type).containsExactly(type, type);
    assertThat(published.getFirst().detail().path("trackingNumber").asText()).isEqualTo("T-1");
  }

  @Test
  void saysNothingOfANewDeliveryOrOfNone() {
    invoke(inquiry("orders", "OrderStuck"));
    status = Optional.of("NEW");
    invoke(inquiry("orders", "OrderStuck"));

    assertThat(published).isEmpty();
  }

  @Test
  void goesThroughTheDeadLettersOnItsSchedule() {
    assertThat(invoke("{}")).isEqualTo("{\"handled\":0,\"failed\":0,\"unreadable\":0}");
  }

  private Watch watch() {
    return new Watch(
        new Edge(new Settings(Map.of())),
        letters(),
        orderId ->
            status.map(
                reached ->
                    Json.object()
                        .put("orderId", orderId)
                        .put("status", reached)
                        .put("trackingNumber", "T-1")),
        events -> {
          published.addAll(events);
          return List.of();
        });
  }

  private String invoke(String event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    watch()
        .handleRequest(
            new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
            out,
            LambdaContext.named("Watch"));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String inquiry(String source, String type) {
    return "{\"source\": \"ecommerce.%s\", \"detail-type\": \"%s\", \"detail\": {\"orderId\": \"o\"}}"
        .formatted(source, type);
  }

  private static SecondDelivery letters() {
    DeadLetters none =
        new DeadLetters() {
          @Override
          public List<DeadLetter> receive() {
            return List.of();
          }

          @Override
          public void remove(DeadLetter letter) {}
        };
    return new SecondDelivery(none, event -> Recipient.Reception.HANDLED);
  }
}
