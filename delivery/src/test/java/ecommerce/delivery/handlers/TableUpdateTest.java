package ecommerce.delivery.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.delivery.model.Milestone;
import ecommerce.delivery.model.TrackingNumber;
import ecommerce.edge.Edge;
import ecommerce.edge.Event;
import ecommerce.edge.Settings;
import ecommerce.testing.Invocation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableUpdateTest {

  private static final String ITEM =
      "{'orderId':{'S':'o1'},'status':{'S':'%s'},'address':{'M':{'city':{'S':'Turku'}}}%s}";

  private final List<Event> published = new ArrayList<>();
  private final List<Milestone> milestones = new ArrayList<>();
  private final TableUpdate tableUpdate =
      new TableUpdate(
          new Edge(new Settings(Map.of())),
          milestones::add,
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
    assertThat(milestones)
        .extracting(milestone -> "Delivery" + capitalised(milestone.status().name()))
        .isEqualTo(
            event.equals("-") ? List.of() : List.of(event.replace("Completed", "Delivered")));
  }

  @Test
  void whatIsWrittenDownHappenedWhenTheStreamSays() {
    change("-", "NEW", "");

    assertThat(milestones)
        .containsExactly(
            new Milestone(
                "o1",
                TrackingNumber.of("o1"),
                Optional.empty(),
                Milestone.Status.REQUESTED,
                Instant.parse("2026-01-02T03:04:05.000Z")));
  }

  @Test
  void aChangeThatSaysWhenItHappenedIsMoreExact() {
    String images =
        "{'OldImage':{'orderId':{'S':'o1'},'status':{'S':'NEW'}},'NewImage':{'orderId':{'S':'o1'},"
            + "'status':{'S':'IN_PROGRESS'},'trackingNumber':{'S':'n1'},"
            + "'address':{'M':{'country':{'S':'fi'}}},"
            + "'modifiedDate':{'S':'2026-01-02T03:04:05.678Z'}},"
            + "'ApproximateCreationDateTime':1767323045,'SequenceNumber':'1'}";
    Invocation.of(tableUpdate, "{'Records':[{'eventName':'MODIFY','dynamodb':" + images + "}]}");

    assertThat(milestones)
        .containsExactly(
            new Milestone(
                "o1",
                "n1",
                Optional.of("fi"),
                Milestone.Status.STARTED,
                Instant.parse("2026-01-02T03:04:05.678Z")));
  }

  @Test
  void nothingIsSaidThatCannotBeTracked() {
    TableUpdate untracked =
        new TableUpdate(
            new Edge(new Settings(Map.of())),
            milestone -> {
              throw new IllegalStateException("the table is away");
            },
            events -> {
              published.addAll(events);
              return List.of();
            });
    String images = ",'NewImage':" + ITEM.formatted("NEW", "");

    assertThat(
            Invocation.of(untracked, record("INSERT", images))
                .at("/batchItemFailures/0/itemIdentifier")
                .asText())
        .isEqualTo("1");
    assertThat(published).isEmpty();
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
  void itemWithATrackingNumberThatNoKeyHoldsHasTheOneOfItsOrder() {
    change("NEW", "IN_PROGRESS", ",'trackingNumber':{'S':'" + "n".repeat(2049) + "'}");

    assertThat(milestones)
        .extracting(Milestone::trackingNumber)
        .containsExactly(TrackingNumber.of("o1"));
    assertThat(published)
        .extracting(event -> event.detail().path("trackingNumber").asText())
        .containsExactly(TrackingNumber.of("o1"));
  }

  @Test
  void itemWithoutTrackingNumberAlwaysHasTheSame() {
    change("NEW", "IN_PROGRESS", "");
    change("IN_PROGRESS", "COMPLETED", "");

    assertThat(published)
        .extracting(event -> event.detail().path("trackingNumber").asText())
        .containsExactly(TrackingNumber.of("o1"), TrackingNumber.of("o1"));
  }

  private static String capitalised(String name) {
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  private void change(String before, String after, String more) {
    String name = before.equals("-") ? "INSERT" : after.equals("-") ? "REMOVE" : "MODIFY";
    String images =
        (before.equals("-") ? "" : ",'OldImage':" + ITEM.formatted(before, more))
            + (after.equals("-") ? "" : ",'NewImage':" + ITEM.formatted(after, more));
    Invocation.of(tableUpdate, record(name, images));
  }

  private static String record(String name, String images) {
    return "{'Records':[{'eventName':'%s','dynamodb':{'SequenceNumber':'1',%s%s}}]}"
        .formatted(name, "'ApproximateCreationDateTime':1767323045", images);
  }
}
