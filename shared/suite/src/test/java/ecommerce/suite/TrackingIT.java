package ecommerce.suite;

import static ecommerce.suite.clients.Eventually.eventually;
import static ecommerce.suite.clients.Eventually.stays;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.GraphQl;
import ecommerce.suite.clients.GraphQlAnswer;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Orders;
import ecommerce.suite.clients.Person;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.Shop;
import ecommerce.suite.clients.Table;
import ecommerce.suite.target.Capability;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where deliveries are: for the customer, for anyone who has the number, and by whom it is told.
 */
@PlatformTest(needs = {Capability.GRAPHQL, Capability.USERS, Capability.LISTENER})
class TrackingIT {

  private static final String FIELDS =
      " { trackingNumber status estimatedDelivery events { status time place note } nextToken } }";
  private static final String TRACK =
      "query ($n: ID!, $t: String) { track(trackingNumber: $n, nextToken: $t)" + FIELDS;

  private final Platform platform;
  private final Table deliveries;
  private final GraphQl courier;
  private final String orderId = UUID.randomUUID().toString();

  TrackingIT(Platform platform) {
    this.platform = platform;
    this.deliveries = platform.table("delivery");
    this.courier = platform.people().courier().graphQl();
  }

  private JsonNode track(String number) {
    return platform.anyone().ask(TRACK, "n", number).data("track");
  }

  private JsonNode trackOrder(Person person, String id) {
    return person
        .graphQl()
        .ask("query ($o: ID!) { trackOrder(orderId: $o)" + FIELDS, "o", id)
        .data("trackOrder");
  }

  private GraphQlAnswer scan(GraphQl by, ObjectNode input) {
    return by.ask(
        "mutation ($input: TrackingEventInput!) { addTrackingEvent(input: $input)"
            + " { success event { status time place note } } }",
        "input",
        input);
  }

  private void scans(String number, String status, String time, String place) {
    ObjectNode input = Json.object("trackingNumber", number, "status", status, "place", place);
    scan(courier, input.put("time", time)).succeeded("addTrackingEvent");
  }

  private static List<String> statuses(JsonNode tracking) {
    return tracking
        .path("events")
        .valueStream()
        .map(event -> event.path("status").asText())
        .toList();
  }

  /** A new delivery of a client, of the contract's attributes alone; gives its number. */
  private String delivery() {
    deliveries.put(
        Json.object(
            "orderId", orderId, "status", "NEW", "address", Shop.address(), "isNew", "true"));
    JsonNode event = platform.events().await("DeliveryRequested", orderId);
    return event.at("/detail/trackingNumber").asText();
  }

  private void move(String field) {
    courier.act(field, "DeliveryInput", Json.object("orderId", orderId)).succeeded(field);
  }

  private void reaches(String number, String... newestFirst) {
    eventually(() -> assertThat(statuses(track(number))).containsExactly(newestFirst));
  }

  @Test
  void showsACustomerAnOrderFromItsDeliveryOnToTheDoor() {
    Person customer = platform.people().customer();
    ObjectNode order =
        (ObjectNode) platform.createOrder().make(customer.userId(), platform.shop().cart(1));
    String id = Orders.id(order);
    assertThat(trackOrder(customer, id).isNull()).isTrue();
    platform.orders().packedAll(order);
    JsonNode requested =
        eventually(
            () -> {
              JsonNode tracking = trackOrder(customer, id);
              assertThat(statuses(tracking)).containsExactly("REQUESTED");
              return tracking;
            });
    LocalDate day =
        Instant.parse(requested.at("/events/0/time").asText()).atZone(ZoneOffset.UTC).toLocalDate();
    assertThat(requested.path("estimatedDelivery").asText()).isEqualTo(day.plusDays(4).toString());
    assertThat(requested.path("status").asText()).isEqualTo("REQUESTED");
    String number = requested.path("trackingNumber").asText();
    assertThat(deliveries.get("orderId", id).orElseThrow().path("trackingNumber").asText())
        .isEqualTo(number);
    courier
        .act("startDelivery", "DeliveryInput", Json.object("orderId", id))
        .succeeded("startDelivery");
    eventually(
        () -> assertThat(trackOrder(customer, id).path("status").asText()).isEqualTo("STARTED"));
    scan(
            courier,
            Json.object(
                "trackingNumber",
                number,
                "status",
                "OUT_FOR_DELIVERY",
                "place",
                "Bremen",
                "note",
                "before noon"))
        .succeeded("addTrackingEvent");
    JsonNode scanned = trackOrder(customer, id);
    assertThat(scanned.path("status").asText()).isEqualTo("OUT_FOR_DELIVERY");
    assertThat(((ObjectNode) scanned.at("/events/0")).retain("status", "place", "note"))
        .isEqualTo(
            Json.object("status", "OUT_FOR_DELIVERY", "place", "Bremen", "note", "before noon"));
    courier
        .act("completeDelivery", "DeliveryInput", Json.object("orderId", id))
        .succeeded("completeDelivery");
    eventually(
        () ->
            assertThat(statuses(trackOrder(customer, id)))
                .containsExactly("DELIVERED", "OUT_FOR_DELIVERY", "STARTED", "REQUESTED"));
    assertThat(track(number)).isEqualTo(trackOrder(customer, id));
  }

  @Test
  void showsNobodyTheOrderOfAnother() {
    ObjectNode order = platform.orders().make(1);
    platform.orders().packedAll(order);
    String number =
        platform
            .events()
            .await("DeliveryRequested", Orders.id(order))
            .at("/detail/trackingNumber")
            .asText();
    assertThat(track(number).isNull()).isFalse();
    assertThat(trackOrder(platform.people().customer(), Orders.id(order)).isNull()).isTrue();
    assertThat(trackOrder(platform.people().admin(), "none").isNull()).isTrue();
    assertThat(trackOrder(platform.people().admin(), "").isNull()).isTrue();
  }

  @Test
  void tellsAnyoneNothingOfWhoseItIs() {
    String number = delivery();
    move("startDelivery");
    reaches(number, "STARTED", "REQUESTED");
    String all = platform.anyone().ask(TRACK, "n", number).body().toString();
    Shop.address().forEach(line -> assertThat(all).doesNotContain("\"" + line.asText() + "\""));
    assertThat(all).doesNotContain(orderId);
    assertThat(track("order/" + orderId).isNull()).isTrue();
    assertThat(trackingTable().query("trackingNumber", number).toString())
        .doesNotContain(orderId)
        .doesNotContain("Bremen");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "", " ", "order/x", "__delivery"})
  void givesNullForANumberThatIsNotKnown(String number) {
    assertThat(track(number).isNull()).isTrue();
  }

  @Test
  void takesAScanThatComesTwiceOnce() throws Exception {
    String number = delivery();
    ObjectNode scan =
        Json.object(
            "trackingNumber",
            number,
            "status",
            "AT_DEPOT",
            "place",
            "Bremen",
            "time",
            "2026-01-02T13:04:05+01:00");
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<GraphQlAnswer>> all =
          IntStream.range(0, 8)
              .mapToObj(i -> many.submit(() -> scan(courier, scan.deepCopy().put("note", "" + i))))
              .toList();
      for (Future<GraphQlAnswer> one : all) {
        assertThat(one.get().data("addTrackingEvent").at("/event/time").asText())
            .isEqualTo("2026-01-02T12:04:05.000Z");
      }
    }
    JsonNode first = track(number);
    scan(courier, scan.deepCopy().put("time", "2026-01-02T12:04:05.0004Z"))
        .succeeded("addTrackingEvent");
    assertThat(statuses(first)).containsExactly("REQUESTED", "AT_DEPOT");
    assertThat(track(number)).isEqualTo(first);
  }

  @Test
  void putsALateScanWhereItBelongs() {
    String number = delivery();
    scans(number, "OUT_FOR_DELIVERY", "2026-01-03T08:00:00Z", "Bremen");
    scans(number, "IN_TRANSIT", "2026-01-02T08:00:00Z", "Hamburg");
    assertThat(statuses(track(number)))
        .containsExactly("REQUESTED", "OUT_FOR_DELIVERY", "IN_TRANSIT");
    move("startDelivery");
    move("failDelivery");
    reaches(number, "FAILED", "STARTED", "REQUESTED", "OUT_FOR_DELIVERY", "IN_TRANSIT");
    scan(courier, Json.object("trackingNumber", number, "status", "DELAYED"))
        .succeeded("addTrackingEvent");
    JsonNode after = track(number);
    assertThat(statuses(after)).startsWith("DELAYED", "FAILED");
    assertThat(after.path("status").asText()).isEqualTo("FAILED");
  }

  @Test
  void saysThatADeliveryThatIsRemovedHasFailed() {
    String number = delivery();
    deliveries.delete("orderId", orderId);
    reaches(number, "FAILED", "REQUESTED");
    deliveries.put(Json.object("orderId", orderId, "status", "NEW", "address", Shop.address()));
    stays(() -> assertThat(track(number).path("status").asText()).isEqualTo("FAILED"));
  }

  @Test
  void followsADeliveryUnderTheNumberThatAClientGaveIt() {
    String number = "T-" + UUID.randomUUID();
    deliveries.put(
        Json.object(
            "orderId",
            orderId,
            "status",
            "COMPLETED",
            "trackingNumber",
            number,
            "address",
            Shop.address().put("country", "fi")));
    JsonNode event = platform.events().await("DeliveryCompleted", orderId);
    assertThat(event.at("/detail/trackingNumber").asText()).isEqualTo(number);
    JsonNode tracking = track(number);
    assertThat(statuses(tracking)).containsExactly("DELIVERED");
    String day = tracking.at("/events/0/time").asText().substring(0, 10);
    assertThat(tracking.path("estimatedDelivery").asText())
        .isEqualTo(LocalDate.parse(day).plusDays(2).toString());
  }

  @Test
  void givesALongHistoryInPages() {
    String number = delivery();
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 104; i++) {
      String time = "2026-01-02T%02d:%02d:00.000Z".formatted(i / 60, i % 60);
      scans(number, "IN_TRANSIT", time, "km " + i);
      all.addFirst(time);
    }
    JsonNode first = track(number);
    assertThat(first.path("events")).hasSizeBetween(95, 100);
    JsonNode second =
        platform.anyone().ask(TRACK, "n", number, "t", first.path("nextToken")).data("track");
    assertThat(second.path("nextToken").isNull()).isTrue();
    List<String> told = new ArrayList<>();
    first.path("events").forEach(event -> told.add(event.path("time").asText()));
    second.path("events").forEach(event -> told.add(event.path("time").asText()));
    assertThat(told.subList(1, told.size())).isEqualTo(all);
  }

  @Test
  void refusesAScanOfWhatIsNotDelivered() {
    GraphQlAnswer answer =
        scan(courier, Json.object("trackingNumber", "none", "status", "IN_TRANSIT"));
    assertThat(answer.error("addTrackingEvent")).contains("none");
    assertThat(answer.errors().getFirst().path("errorType").asText()).isEqualTo("NotFound");
    assertThat(trackingTable().query("trackingNumber", "none")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "time, yesterday",
    "time, 2026-01-02",
    "time, 2026-01-02T03:04:05",
    "time, 2026-02-29T03:04:05Z",
    "time, 2026-13-01T03:04:05Z",
    "time, 2126-01-01T03:04:05Z",
    "trackingNumber, ' '"
  })
  void refusesAScanThatSaysSomethingWrongAndNamesTheField(String field, String value) {
    ObjectNode scan =
        Json.object("trackingNumber", "none", "status", "IN_TRANSIT").put(field, value);
    GraphQlAnswer answer = scan(courier, scan);
    assertThat(answer.error("addTrackingEvent")).startsWith(field);
    assertThat(answer.errors().getFirst().path("errorType").asText()).isEqualTo("InvalidInput");
  }

  @Test
  void refusesAScanWithWordsWithoutEnd() {
    ObjectNode scan = Json.object("trackingNumber", "none", "status", "IN_TRANSIT");
    assertThat(
            scan(courier, scan.deepCopy().put("place", "x".repeat(101))).error("addTrackingEvent"))
        .startsWith("place");
    assertThat(
            scan(courier, scan.deepCopy().put("note", "x".repeat(501))).error("addTrackingEvent"))
        .startsWith("note");
  }

  @Test
  void takesOnlyFromTheDeliveryItselfThatItIsDelivered() {
    String number = delivery();
    assertThat(scan(courier, Json.object("trackingNumber", number, "status", "DELIVERED")).errors())
        .isNotEmpty();
    stays(() -> assertThat(statuses(track(number))).containsExactly("REQUESTED"));
  }

  private Table trackingTable() {
    return platform.tableNamed("delivery/tracking-table/name");
  }
}
