package ecommerce.warehouse.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.edge.Edge;
import ecommerce.edge.Event;
import ecommerce.edge.Outage;
import ecommerce.edge.Settings;
import ecommerce.testing.Invocation;
import ecommerce.warehouse.model.Contention;
import ecommerce.warehouse.model.MemoryRequests;
import ecommerce.warehouse.model.Order;
import ecommerce.warehouse.model.PackagingRequest;
import ecommerce.warehouse.model.PackagingRequest.Header;
import ecommerce.warehouse.model.Settlement;
import ecommerce.warehouse.model.Stock;
import ecommerce.warehouse.model.StockRoom;
import ecommerce.warehouse.model.Warehouse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableUpdateTest {

  private static final String IMAGE =
      "{'orderId':{'S':'o1'},'productId':{'S':'__metadata'},'status':{'S':'%s'}}";

  private final MemoryRequests requests = new MemoryRequests();
  private final Map<String, Long> quantities = new LinkedHashMap<>();
  private final List<Event> published = new ArrayList<>();
  private boolean tableDown;
  private final TableUpdate tableUpdate =
      new TableUpdate(
          new Edge(new Settings(Map.of())),
          requests,
          new Settlement(requests, this::levels, new Contention(Duration.ofSeconds(5))),
          this::publish);

  private Map<String, Stock.Level> levels(Set<String> productIds) {
    if (tableDown) {
      throw new Outage("the table does not answer");
    }
    return requests.levels(productIds);
  }

  /** Puts what the table holds by the time that the function looks. */
  private void write(String status) {
    requests.put(
        new PackagingRequest("o1", Optional.of(new Header(status, Optional.empty())), quantities));
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
    tell("INSERT", "'NewImage':%s".formatted(IMAGE.formatted("NEW")));

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
  void whatIsInThePackageHasLeftTheStockWhenItIsSaid() {
    reserve(3);
    quantities.put("a", 2L);

    turned("IN_PROGRESS", "COMPLETED");

    assertThat(requests.count("a")).contains(new StockRoom.Count(8, 0));
  }

  @ParameterizedTest
  @CsvSource({"NEW,0", "IN_PROGRESS,0", "COMPLETED,3"})
  void requestThatIsRemovedBeforeItsEndReleasesItsStock(String status, long reserved) {
    reserve(3);
    requests.put(new PackagingRequest("o1", Optional.empty(), Map.of()));

    tell("REMOVE", "'OldImage':%s".formatted(IMAGE.formatted(status)));

    assertThat(published).isEmpty();
    assertThat(requests.count("a")).contains(new StockRoom.Count(10, reserved));
  }

  @Test
  void recordWhoseStockCannotBeReadIsReportedAndSaysNothing() {
    reserve(3);
    tableDown = true;

    assertThat(turned("IN_PROGRESS", "COMPLETED").toString())
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"42\"}]}");
    assertThat(published).isEmpty();
  }

  /** An order of so many of product a, of which there are ten. */
  private void reserve(long quantity) {
    requests.receive("a", 10);
    new Warehouse(requests, requests, new Contention(Duration.ofSeconds(5)), InstantSource.system())
        .ordered(new Order("o1", Optional.empty(), Optional.empty(), Map.of("a", quantity)));
  }

  private void made(String status) {
    write(status);
    tell("INSERT", "'NewImage':%s".formatted(IMAGE.formatted(status)));
  }

  private JsonNode turned(String before, String after) {
    write(after);
    return tell(
        "MODIFY",
        "'OldImage':%s,'NewImage':%s".formatted(IMAGE.formatted(before), IMAGE.formatted(after)));
  }

  private JsonNode tell(String eventName, String images) {
    return Invocation.of(
        tableUpdate,
        "{'Records':[{'eventName':'%s','dynamodb':{'SequenceNumber':'42',%s}}]}"
            .formatted(eventName, images));
  }
}
