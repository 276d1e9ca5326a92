package ecommerce.warehouse.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.edge.Edge;
import ecommerce.edge.Event;
import ecommerce.edge.Outage;
import ecommerce.edge.Settings;
import ecommerce.testing.Invocation;
import ecommerce.warehouse.model.PackagingRequest;
import ecommerce.warehouse.model.PackagingRequest.Header;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableUpdateTest {

  private static final String IMAGE =
      "{'orderId':{'S':'o1'},'productId':{'S':'__metadata'},'status':{'S':'%s'}}";

  private final Map<String, Long> quantities = new LinkedHashMap<>();
  private final List<Event> published = new ArrayList<>();
  private boolean tableDown;
  private Optional<Header> header = Optional.of(new Header("NEW", Optional.empty()));
  private final TableUpdate tableUpdate =
      new TableUpdate(new Edge(new Settings(Map.of())), this::request, this::publish);

  private PackagingRequest request(String orderId) {
    if (tableDown) {
      throw new Outage("the table does not answer");
    }
    return new PackagingRequest(orderId, header, quantities);
  }

  private List<Event> publish(List<Event> events) {
    published.addAll(events);
    return List.of();
  }

  @Test
  void completedRequestIsAPackageOfWhatIsLeft() {
    quantities.put("a", 2L);
    quantities.put("b", 0L);

    turned("IN_PROGRESS", "COMPLETED");

    assertThat(published)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.source()).isEqualTo("ecommerce.warehouse");
              assertThat(event.type()).isEqualTo("PackageCreated");
              assertThat(event.resource()).isEqualTo("o1");
              assertThat(event.detail().toString())
                  .isEqualTo(
                      "{\"orderId\":\"o1\",\"products\":[{\"productId\":\"a\",\"quantity\":2}]}");
            });
  }

  @Test
  void completedRequestWithNothingLeftIsAFailure() {
    quantities.put("a", 0L);

    turned("IN_PROGRESS", "COMPLETED");

    assertThat(published)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo("PackagingFailed");
              assertThat(event.detail().toString()).isEqualTo("{\"orderId\":\"o1\"}");
            });
  }

  @ParameterizedTest
  @CsvSource({"IN_PROGRESS,IN_PROGRESS", "COMPLETED,COMPLETED", "COMPLETED,IN_PROGRESS", "NEW,NEW"})
  void otherTurnsSayNothing(String before, String after) {
    turned(before, after);

    assertThat(published).isEmpty();
  }

  @Test
  void newRequestSaysWhatThereIsToPack() {
    quantities.put("a", 2L);

    made("NEW");

    assertThat(published)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo("PackagingRequested");
              assertThat(event.resource()).isEqualTo("o1");
              assertThat(event.detail().toString())
                  .isEqualTo(
                      "{\"orderId\":\"o1\",\"products\":[{\"productId\":\"a\",\"quantity\":2}]}");
            });
  }

  @Test
  void requestThatWasWithdrawnMeanwhileIsNotAskedForAnyMore() {
    header = Optional.empty();

    made("NEW");

    assertThat(published).isEmpty();
  }

  @Test
  void requestThatSomebodyTakesUpIsStarted() {
    turned("NEW", "IN_PROGRESS");

    assertThat(published)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo("PackagingStarted");
              assertThat(event.detail().toString()).isEqualTo("{\"orderId\":\"o1\"}");
            });
  }

  @Test
  void requestThatIsMadeCompletedIsAnOutcome() {
    made("COMPLETED");

    assertThat(published)
        .singleElement()
        .satisfies(event -> assertThat(event.type()).isEqualTo("PackagingFailed"));
  }

  @Test
  void requestThatIsPutInProgressSaysNothing() {
    made("IN_PROGRESS");

    assertThat(published).isEmpty();
  }

  @Test
  void recordWhoseProductsCannotBeReadIsReported() {
    tableDown = true;

    assertThat(turned("IN_PROGRESS", "COMPLETED").toString())
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"42\"}]}");
  }

  private void made(String status) {
    Invocation.of(
        tableUpdate,
        "{'Records':[{'eventName':'INSERT','dynamodb':{'SequenceNumber':'42','NewImage':%s}}]}"
            .formatted(IMAGE.formatted(status)));
  }

  private JsonNode turned(String before, String after) {
    return Invocation.of(
        tableUpdate,
        "{'Records':[{'eventName':'MODIFY','dynamodb':{'SequenceNumber':'42','OldImage':%s,'NewImage':%s}}]}"
            .formatted(IMAGE.formatted(before), IMAGE.formatted(after)));
  }
}
