package ecommerce.warehouse.handlers;

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
import ecommerce.warehouse.model.PackagingRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchTest {

  private final List<Event> published = new ArrayList<>();
  private PackagingRequest request = new PackagingRequest("o", Optional.empty(), Map.of());

  @Test
  void saysAgainWhatIsInAPackage() {
    request = request("COMPLETED", Map.of("a", 2L));

    assertThat(invoke(inquiry("orders", "OrderStuck"))).isEqualTo("{\"told\":1}");
    assertThat(published)
        .containsExactly(
            new Event(
                "ecommerce.warehouse",
                "PackageCreated",
                "o",
                Json.object()
                    .put("orderId", "o")
                    .set(
                        "products",
                        Json.array()
                            .add(Json.object().put("productId", "a").put("quantity", 2L)))));
  }

  @Test
  void saysAgainThatNothingCouldBePacked() {
    request = request("COMPLETED", Map.of("a", 0L));

    invoke(inquiry("payment", "PaymentStuck"));

    assertThat(published).extracting(Event::type).containsExactly("PackagingFailed");
  }

  @Test
  void saysNothingOfWhatIsNotPackedYetOrNotKnown() {
    assertThat(invoke(inquiry("orders", "OrderStuck"))).isEqualTo("{\"told\":0}");
    request = request("IN_PROGRESS", Map.of("a", 2L));
    invoke(inquiry("orders", "OrderStuck"));

    assertThat(published).isEmpty();
  }

  @Test
  void goesThroughTheDeadLettersOnItsSchedule() {
    assertThat(invoke("{\"source\": \"aws.events\", \"detail-type\": \"Scheduled Event\"}"))
        .isEqualTo("{\"handled\":0,\"failed\":0,\"unreadable\":0}");
  }

  private static PackagingRequest request(String status, Map<String, Long> quantities) {
    return new PackagingRequest(
        "o", Optional.of(new PackagingRequest.Header(status, Optional.empty())), quantities);
  }

  private Watch watch() {
    return new Watch(
        new Edge(new Settings(Map.of())),
        letters(),
        orderId -> request,
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
