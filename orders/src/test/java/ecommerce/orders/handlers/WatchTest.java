package ecommerce.orders.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.edge.Event;
import ecommerce.edge.Json;
import ecommerce.edge.Settings;
import ecommerce.edge.watch.DeadLetter;
import ecommerce.edge.watch.DeadLetters;
import ecommerce.edge.watch.Recipient;
import ecommerce.edge.watch.SecondDelivery;
import ecommerce.orders.model.Deadlines;
import ecommerce.orders.model.Lookout;
import ecommerce.orders.model.OrderStatus;
import ecommerce.orders.model.StuckOrder;
import ecommerce.orders.model.StuckReports;
import ecommerce.testing.LambdaContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchTest {

  private final List<Event> published = new ArrayList<>();
  private String status = "CANCELLED";

  @Test
  void reportsWhatIsStuckAfterTheDeadLettersOnItsSchedule() {
    assertThat(invoke("{}"))
        .isEqualTo("{\"handled\":0,\"failed\":0,\"unreadable\":0,\"stuck\":1,\"reported\":1}");
  }

  @Test
  void saysAgainThatAnOrderWasCancelledToAPaymentThatWaits() {
    assertThat(invoke(inquiry("payment", "PaymentStuck"))).isEqualTo("{\"told\":1}");

    assertThat(published).extracting(Event::type).containsExactly("OrderModified");
    assertThat(published.getFirst().detail().toString())
        .isEqualTo(
            "{\"old\":{\"orderId\":\"o\",\"status\":\"NEW\"},"
                + "\"new\":{\"orderId\":\"o\",\"status\":\"CANCELLED\"},\"changed\":[\"status\"]}");
  }

  @Test
  void saysNothingOfAnOrderThatWasNotCancelled() {
    status = "PACKAGED";

    assertThat(invoke(inquiry("payment", "PaymentStuck"))).isEqualTo("{\"told\":0}");
  }

  private Watch watch() {
    StuckReports all =
        new StuckReports() {
          @Override
          public List<StuckOrder> due(List<StuckOrder> stuck, Instant now) {
            return stuck;
          }

          @Override
          public void reported(StuckOrder order, Instant dueAgain) {}
        };
    Lookout lookout =
        new Lookout(
            (status, before) ->
                List.of(List.of(new StuckOrder("o", status, "2026-01-01T00:00:00.000Z"))),
            all,
            stuck -> stuck,
            new Deadlines(Map.of(OrderStatus.NEW, Duration.ofDays(1))),
            Instant::now);
    return new Watch(
        new Settings(Map.of()),
        letters(),
        lookout,
        orderId -> Optional.of(Json.object().put("orderId", orderId).put("status", this.status)),
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
