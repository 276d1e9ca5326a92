package ecommerce.delivery.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.delivery.model.TrackingNumber;
import ecommerce.edge.Edge;
import ecommerce.edge.Event;
import ecommerce.edge.Settings;
import ecommerce.testing.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableUpdateTest {

  private static final String ITEM =
      "{'orderId':{'S':'o1'},'status':{'S':'%s'},'address':{'M':{'city':{'S':'Turku'}}}%s}";

  private final List<Event> published = new ArrayList<>();
  private final TableUpdate tableUpdate =
      new TableUpdate(
          new Edge(new Settings(Map.of())),
          events -> {
            published.addAll(events);
            return List.of();
          });

  @ParameterizedTest
  @CsvSource({
    "-,NEW,DeliveryRequested",
    "-,IN_PROGRESS,DeliveryStarted",
    "-,COMPLETED,DeliveryCompleted",
    "-,FAILED,DeliveryFailed",
    "NEW,NEW,-",
    "NEW,IN_PROGRESS,DeliveryStarted",
    "NEW,COMPLETED,DeliveryCompleted",
    "NEW,FAILED,DeliveryFailed",
    "IN_PROGRESS,IN_PROGRESS,-",
    "IN_PROGRESS,COMPLETED,DeliveryCompleted",
    "IN_PROGRESS,FAILED,DeliveryFailed",
    "COMPLETED,COMPLETED,-",
    "NEW,-,DeliveryFailed",
    "IN_PROGRESS,-,DeliveryFailed",
    "COMPLETED,-,-",
    "FAILED,-,-"
  })
  void saysWhatADeliveryTurnsTo(String before, String after, String event) {
    change(before, after, "");

    assertThat(published)
        .extracting(Event::type)
        .isEqualTo(event.equals("-") ? List.of() : List.of(event));
  }

  @Test
  void tellsOrderAddressAndTrackingNumber() {
    change("NEW", "IN_PROGRESS", ",'trackingNumber':{'S':'n1'},'isNew':{'S':'true'}");

    assertThat(published)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.source()).isEqualTo("ecommerce.delivery");
              assertThat(event.resource()).isEqualTo("o1");
              assertThat(event.detail().toString())
                  .isEqualTo(
                      "{\"orderId\":\"o1\",\"address\":{\"city\":\"Turku\"},\"trackingNumber\":\"n1\"}");
            });
  }

  @Test
  void asksForADeliveryWithoutTellingTheAddress() {
    change("-", "NEW", ",'trackingNumber':{'S':'n1'},'isNew':{'S':'true'}");

    assertThat(published)
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.detail().toString())
                    .isEqualTo("{\"orderId\":\"o1\",\"trackingNumber\":\"n1\"}"));
  }

  @Test
  void itemWithoutTrackingNumberAlwaysHasTheSame() {
    change("NEW", "IN_PROGRESS", "");
    change("IN_PROGRESS", "COMPLETED", "");

    assertThat(published)
        .extracting(event -> event.detail().path("trackingNumber").asText())
        .containsExactly(TrackingNumber.of("o1"), TrackingNumber.of("o1"));
  }

  private void change(String before, String after, String more) {
    String name = before.equals("-") ? "INSERT" : after.equals("-") ? "REMOVE" : "MODIFY";
    String images =
        (before.equals("-") ? "" : ",'OldImage':" + ITEM.formatted(before, more))
            + (after.equals("-") ? "" : ",'NewImage':" + ITEM.formatted(after, more));
    Invocation.of(
        tableUpdate,
        "{'Records':[{'eventName':'%s','dynamodb':{'SequenceNumber':'1'%s}}]}"
            .formatted(name, images));
  }
}
