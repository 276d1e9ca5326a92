package ecommerce.suite;

import static ecommerce.suite.clients.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.suite.clients.GraphQl;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.LiveUpdates;
import ecommerce.suite.clients.Person;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.Shop;
import ecommerce.suite.clients.Table;
import ecommerce.suite.target.Capability;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people are shown of what happens, by an ordinary client of AppSync's real-time protocol. */
@PlatformTest(needs = {Capability.GRAPHQL, Capability.USERS, Capability.LIVE_UPDATES})
class LiveUpdatesIT {

  private static final String ORDER =
      "subscription Watch($id: ID!) { onOrderChanged(orderId: $id) { orderId change status"
          + " modifiedDate total trackingNumber changed } }";
  private static final String WAREHOUSE =
      "subscription Watch { onWarehouseWork { orderId change } }";
  private static final String DELIVERY = "subscription Watch { onDeliveryWork { orderId change } }";
  private static final String METADATA = "__metadata";

  private final Platform platform;
  private final Table orders;
  private final List<LiveUpdates> open = new java.util.ArrayList<>();

  LiveUpdatesIT(Platform platform) {
    this.platform = platform;
    this.orders = platform.table("orders");
  }

  @AfterEach
  void close() {
    open.forEach(LiveUpdates::close);
  }

  private LiveUpdates live(GraphQl api) {
    LiveUpdates live = platform.live(api);
    open.add(live);
    return live;
  }

  /** An order that an operator wrote, and nobody packs. */
  private String order(Person customer) {
    String id = UUID.randomUUID().toString();
    orders.put(
        Json.object(
            "orderId",
            id,
            "userId",
            customer.userId(),
            "status",
            "PACKAGED",
            "total",
            1000,
            "products",
            Json.list(),
            "address",
            Shop.address()));
    return id;
  }

  /**
   * Changes the order every second until the change is shown: a client does not say when it has
   * begun.
   */
  private void shown(LiveUpdates.Watch watch, String orderId) {
    AtomicReference<Instant> changed = new AtomicReference<>(Instant.EPOCH);
    eventually(
        () -> {
          if (changed.get().plusSeconds(1).isBefore(Instant.now())) {
            orders.set("modifiedDate", Instant.now().toString(), "orderId", orderId);
            changed.set(Instant.now());
          }
          assertThat(watch.refusal()).isNotDone();
          assertThat(watch.seen()).isNotEmpty();
        });
  }

  private static void refused(LiveUpdates.Watch watch) throws Exception {
    assertThat(watch.refusal().get(20, TimeUnit.SECONDS)).contains("Unauthorized");
    assertThat(watch.seen()).isEmpty();
  }

  @Test
  void showsCustomersTheirOwnOrderAndNoOther() {
    Person customer = platform.people().customer();
    String mine = order(customer);
    String another = order(customer);
    LiveUpdates live = live(customer.graphQl());
    LiveUpdates.Watch watch = live.watch(ORDER, "id", mine);
    LiveUpdates.Watch second = live.watch(ORDER, "id", another);
    shown(watch, mine);
    shown(second, another);
    orders.set("trackingNumber", "T-" + mine, "orderId", mine);
    eventually(
        () -> {
          JsonNode last =
              watch.seen().stream()
                  .filter(seen -> seen.path("trackingNumber").asText().equals("T-" + mine))
                  .findFirst()
                  .orElseThrow(AssertionError::new);
          assertThat(last.path("change").asText()).isEqualTo("MODIFIED");
          assertThat(last.path("status").asText()).isEqualTo("PACKAGED");
          assertThat(last.path("total").asInt()).isEqualTo(1000);
          assertThat(last.path("changed")).isEqualTo(Json.list("trackingNumber"));
        });
    orders.delete("orderId", mine);
    eventually(
        () -> assertThat(watch.seen().getLast().path("change").asText()).isEqualTo("DELETED"));
    assertThat(watch.seen()).allSatisfy(seen -> isOf(seen, mine));
    assertThat(second.seen()).allSatisfy(seen -> isOf(seen, another));
  }

  private static void isOf(JsonNode seen, String orderId) {
    assertThat(seen.path("orderId").asText()).isEqualTo(orderId);
  }

  @Test
  void showsStaffAnyOrder() {
    String orderId = order(platform.people().customer());
    for (Person person :
        List.of(
            platform.people().admin(), platform.people().packer(), platform.people().courier())) {
      shown(live(person.graphQl()).watch(ORDER, "id", orderId), orderId);
    }
  }

  @Test
  void refusesTheOrderOfAnotherAndOneThatIsNotThere() throws Exception {
    String orderId = order(platform.people().customer());
    LiveUpdates stranger = live(platform.people().customer().graphQl());
    refused(stranger.watch(ORDER, "id", orderId));
    refused(stranger.watch(ORDER, "id", UUID.randomUUID().toString()));
    refused(
        live(platform.people().admin().graphQl()).watch(ORDER, "id", UUID.randomUUID().toString()));
    refused(live(platform.anyone()).watch(ORDER, "id", orderId));
  }

  @Test
  void refusesWorkOfOtherGroups() throws Exception {
    refused(live(platform.people().courier().graphQl()).watch(WAREHOUSE));
    refused(live(platform.people().packer().graphQl()).watch(DELIVERY));
    refused(live(platform.people().customer().graphQl()).watch(WAREHOUSE));
    refused(live(platform.anyone()).watch(DELIVERY));
  }

  @Test
  void refusesClientsWithoutACredential() throws Exception {
    LiveUpdates nobody = live(platform.anyone().with("x-api-key", "da2-nobody"));
    assertThat(nobody.watch(WAREHOUSE).refusal().get(20, TimeUnit.SECONDS)).isNotEmpty();
  }

  @Test
  void nobodyButTheRulesPublishes() {
    platform
        .people()
        .admin()
        .graphQl()
        .ask(
            "mutation { publishWarehouseWork(orderId: \"o\", event: \"PackageCreated\") { orderId }"
                + " }")
        .isUnauthorized("publishWarehouseWork");
  }

  /** Makes new work until one is shown; gives its order. */
  private static String firstShown(LiveUpdates.Watch watch, Supplier<String> newWork) {
    List<String> made = new java.util.ArrayList<>();
    eventually(
        () -> {
          made.add(newWork.get());
          assertThat(watch.seen())
              .anySatisfy(seen -> assertThat(made).contains(seen.path("orderId").asText()));
        });
    return watch.seen().stream()
        .map(seen -> seen.path("orderId").asText())
        .filter(made::contains)
        .findFirst()
        .orElseThrow();
  }

  private static void steps(LiveUpdates.Watch watch, String orderId, String... steps) {
    eventually(
        () ->
            assertThat(
                    watch.seen().stream()
                        .filter(seen -> seen.path("orderId").asText().equals(orderId))
                        .map(seen -> seen.path("change").asText()))
                .contains(steps));
  }

  private String packagingRequest() {
    String id = UUID.randomUUID().toString();
    String date = "2026-01-02T03:04:05.000Z";
    Table table = platform.table("warehouse");
    table.put(Json.object("orderId", id, "productId", "a", "quantity", 1));
    table.put(
        Json.object(
            "orderId",
            id,
            "productId",
            METADATA,
            "status",
            "NEW",
            "modifiedDate",
            date,
            "newDate",
            date));
    return id;
  }

  @Test
  void showsTheWarehouseItsWork() {
    GraphQl packer = platform.people().packer().graphQl();
    LiveUpdates.Watch watch = live(packer).watch(WAREHOUSE);
    String orderId = firstShown(watch, this::packagingRequest);
    packer
        .act("startPackaging", "PackagingInput", Json.object("orderId", orderId))
        .succeeded("startPackaging");
    packer
        .act("completePackaging", "PackagingInput", Json.object("orderId", orderId))
        .succeeded("completePackaging");
    steps(watch, orderId, "REQUESTED", "STARTED", "COMPLETED");
  }

  private String delivery() {
    String id = UUID.randomUUID().toString();
    platform
        .table("delivery")
        .put(
            Json.object(
                "orderId", id, "status", "NEW", "isNew", "true", "address", Shop.address()));
    return id;
  }

  @Test
  void showsDeliveryItsWork() {
    GraphQl courier = platform.people().courier().graphQl();
    LiveUpdates.Watch watch = live(courier).watch(DELIVERY);
    String orderId = firstShown(watch, this::delivery);
    courier
        .act("startDelivery", "DeliveryInput", Json.object("orderId", orderId))
        .succeeded("startDelivery");
    courier
        .act("failDelivery", "DeliveryInput", Json.object("orderId", orderId))
        .succeeded("failDelivery");
    steps(watch, orderId, "REQUESTED", "STARTED", "FAILED");
    assertThat(watch.seen()).allSatisfy(seen -> assertThat(seen.size()).isEqualTo(2));
  }
}
