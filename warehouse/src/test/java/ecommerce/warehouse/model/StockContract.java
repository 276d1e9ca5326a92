package ecommerce.warehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.warehouse.model.PackagingRequest.Header;
import ecommerce.warehouse.model.StockRoom.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What must hold of the stock that orders reserve, whatever keeps it. */
public abstract class StockContract {

  private static final String EARLIER = "2025-01-01T09:00:00Z";
  private static final String NOW = "2025-01-01T10:00:00Z";
  private static final String LATER = "2025-01-01T11:00:00Z";

  private final Fixture fixture = fixture();
  private final PackagingRequests requests = fixture.requests();
  private final StockRoom room = fixture.room();
  private final Contention contention = new Contention(Duration.ofSeconds(5));
  private final Warehouse warehouse =
      new Warehouse(requests, fixture.stock(), contention, () -> Instant.parse(NOW));
  private final Settlement settlement = new Settlement(requests, fixture.stock(), contention);
  private final String id = UUID.randomUUID().toString();
  private final String desk = "desk-" + id;
  private final String lamp = "lamp-" + id;

  protected abstract Fixture fixture();

  @Test
  void reservesWhatAnOrderAsksFor() {
    room.receive(desk, 10);
    room.receive(lamp, 5);

    assertThat(warehouse.ordered(order(NOW, Map.of(desk, 4L, lamp, 5L)))).isTrue();

    isNew(Map.of(desk, 4L, lamp, 5L));
    counted(desk, 10, 4);
    counted(lamp, 5, 5);
    assertThat(room.moved(desk)).isEqualTo(Map.of("RESERVED", 4L));
  }

  @Test
  void neverCountsWhatIsNotTracked() {
    warehouse.ordered(order(EARLIER, Map.of(desk, 4L)));
    warehouse.changed(order(NOW, Map.of(desk, 5L)));
    complete();

    assertThat(requests.find(id).reservation()).isEqualTo(Reservation.NONE);
    assertThat(requests.find(id).quantities()).isEqualTo(Map.of(desk, 5L));
    assertThat(room.count(desk)).isEmpty();
    assertThat(room.moved(desk)).isEmpty();
  }

  @Test
  void shortensTheRequestToWhatIsThere() {
    room.receive(desk, 3);
    room.receive(lamp, 0);

    warehouse.ordered(order(NOW, Map.of(desk, 4L, lamp, 2L, "chair", 1L)));

    isNew(Map.of(desk, 3L, "chair", 1L));
    counted(desk, 3, 3);
    assertThat(requests.find(id).reservation().missing()).isEqualTo(Map.of(desk, 1L, lamp, 2L));
  }

  @Test
  void orderThatGetsNothingIsCompletedWithoutProducts() {
    room.receive(desk, 0);

    warehouse.ordered(order(NOW, Map.of(desk, 4L)));

    assertThat(requests.find(id).header()).contains(new Header("COMPLETED", Optional.of(NOW)));
    assertThat(requests.find(id).quantities()).isEmpty();
    settlement.completed(id);
    counted(desk, 0, 0);
    assertThat(requests.find(id).reservation()).isEqualTo(Reservation.NONE);
  }

  @Test
  void sameOrderAgainReservesOnce() {
    room.receive(desk, 10);
    warehouse.ordered(order(NOW, Map.of(desk, 4L)));

    assertThat(warehouse.ordered(order(NOW, Map.of(desk, 4L)))).isFalse();

    counted(desk, 10, 4);
  }

  @Test
  void orderThatWasDeletedBeforeItWasMadeReservesNothing() {
    room.receive(desk, 10);
    warehouse.withdrawn(id);

    assertThat(warehouse.ordered(order(NOW, Map.of(desk, 4L)))).isFalse();

    counted(desk, 10, 0);
    assertThat(room.moved(desk)).isEmpty();
  }

  @Test
  void changedOrderReservesTheDifference() {
    room.receive(desk, 10);
    room.receive(lamp, 10);
    warehouse.ordered(order(EARLIER, Map.of(desk, 4L, lamp, 2L)));

    warehouse.changed(order(NOW, Map.of(desk, 1L, lamp, 6L)));
    warehouse.ordered(order(EARLIER, Map.of(desk, 4L, lamp, 2L)));

    isNew(Map.of(desk, 1L, lamp, 6L));
    counted(desk, 10, 1);
    counted(lamp, 10, 6);
    assertThat(room.moved(desk)).isEqualTo(Map.of("RESERVED", 4L, "RELEASED", 3L));
    assertThat(room.moved(lamp)).isEqualTo(Map.of("RESERVED", 6L));
  }

  @Test
  void changedOrderThatCameFirstReservesOnce() {
    room.receive(desk, 10);

    warehouse.changed(order(NOW, Map.of(desk, 2L)));
    warehouse.ordered(order(EARLIER, Map.of(desk, 4L)));

    counted(desk, 10, 2);
  }

  @Test
  void orderThatDropsAProductGivesItBack() {
    room.receive(desk, 10);
    warehouse.ordered(order(EARLIER, Map.of(desk, 4L, "chair", 1L)));

    warehouse.changed(order(NOW, Map.of("chair", 1L)));

    counted(desk, 10, 0);
    assertThat(requests.find(id).reservation()).isEqualTo(Reservation.NONE);
  }

  @Test
  void orderThatChangesToNoProductsGivesAllBackAndIsLeft() {
    room.receive(desk, 10);
    warehouse.ordered(order(EARLIER, Map.of(desk, 4L)));

    warehouse.changed(order(NOW, Map.of()));

    assertThat(requests.find(id))
        .isEqualTo(
            new PackagingRequest(
                id, Optional.of(new Header("NEW", Optional.of(EARLIER))), Map.of()));
    counted(desk, 10, 0);
  }

  @Test
  void sameChangeAgainDoesNotAskForWhatHasComeSince() {
    room.receive(desk, 3);
    warehouse.ordered(order(EARLIER, Map.of(desk, 2L)));
    warehouse.changed(order(NOW, Map.of(desk, 5L)));
    room.receive(desk, 10);

    assertThat(warehouse.changed(order(NOW, Map.of(desk, 5L)))).isFalse();
    assertThat(warehouse.changed(order(null, Map.of(desk, 5L)))).isFalse();
    counted(desk, 13, 3);

    assertThat(warehouse.changed(order(LATER, Map.of(desk, 5L)))).isTrue();
    counted(desk, 13, 5);
  }

  @Test
  void orderThatChangesToWhatIsNotThereIsCompletedWithoutProducts() {
    room.receive(desk, 3);
    room.receive(lamp, 0);
    warehouse.ordered(order(EARLIER, Map.of(desk, 2L)));

    warehouse.changed(order(NOW, Map.of(lamp, 1L)));

    assertThat(requests.find(id).header()).contains(new Header("COMPLETED", Optional.of(NOW)));
    assertThat(requests.find(id).quantities()).isEmpty();
    counted(desk, 3, 0);
  }

  @Test
  void withdrawnOrderGivesBackOnce() {
    room.receive(desk, 10);
    warehouse.ordered(order(NOW, Map.of(desk, 4L)));

    warehouse.withdrawn(id);
    warehouse.withdrawn(id);
    settlement.removed(id);
    warehouse.ordered(order(NOW, Map.of(desk, 4L)));

    counted(desk, 10, 0);
    assertThat(room.moved(desk)).isEqualTo(Map.of("RESERVED", 4L, "RELEASED", 4L));
    assertThat(requests.find(id)).isEqualTo(new PackagingRequest(id, Optional.empty(), Map.of()));
  }

  @Test
  void whatIsPackedLeavesTheHouseOnce() {
    room.receive(desk, 10);
    warehouse.ordered(order(NOW, Map.of(desk, 4L)));

    complete();
    complete();
    warehouse.withdrawn(id);
    warehouse.changed(order(LATER, Map.of(desk, 9L)));

    counted(desk, 6, 0);
    assertThat(room.moved(desk)).isEqualTo(Map.of("RESERVED", 4L, "SHIPPED", 4L));
    assertThat(requests.find(id).quantities()).isEqualTo(Map.of(desk, 4L));
  }

  @Test
  void whatWasTakenOutOfThePackageIsReleasedWhenItIsCompleted() {
    room.receive(desk, 10);
    room.receive(lamp, 5);
    warehouse.ordered(order(NOW, Map.of(desk, 4L, lamp, 2L)));
    write("IN_PROGRESS", Map.of(desk, 3L));
    counted(desk, 10, 4);

    complete();

    counted(desk, 7, 0);
    counted(lamp, 5, 0);
    assertThat(room.moved(desk)).isEqualTo(Map.of("RESERVED", 4L, "SHIPPED", 3L, "RELEASED", 1L));
    assertThat(room.moved(lamp)).isEqualTo(Map.of("RESERVED", 2L, "RELEASED", 2L));
  }

  @Test
  void packageShipsNoMoreThanWasReserved() {
    room.receive(desk, 10);
    warehouse.ordered(order(NOW, Map.of(desk, 4L)));
    write("IN_PROGRESS", Map.of(desk, 7L, lamp, 1L));

    assertThat(complete().quantities()).isEqualTo(Map.of(desk, 7L, lamp, 1L));

    counted(desk, 6, 0);
  }

  @Test
  void requestThatAClientWroteChangesNoStock() {
    room.receive(desk, 10);
    write("IN_PROGRESS", Map.of(desk, 2L));

    complete();

    counted(desk, 10, 0);
  }

  @Test
  void requestThatIsTakenUpIsNotSettled() {
    room.receive(desk, 10);
    warehouse.ordered(order(NOW, Map.of(desk, 4L)));
    write("IN_PROGRESS", Map.of(desk, 4L));

    settlement.completed(id);
    settlement.removed(id);

    counted(desk, 10, 4);
  }

  @Test
  void productThatBecomesTrackedLaterIsNotCountedForOrdersBefore() {
    warehouse.ordered(order(NOW, Map.of(desk, 4L)));
    room.receive(desk, 10);

    complete();

    counted(desk, 10, 0);
    assertThat(requests.find(id).quantities()).isEqualTo(Map.of(desk, 4L));
  }

  @Test
  void productThatIsNotTrackedAnyMoreIsNotCounted() {
    room.receive(desk, 10);
    warehouse.ordered(order(NOW, Map.of(desk, 4L)));
    room.forget(desk);

    complete();

    assertThat(room.count(desk)).isEmpty();
    assertThat(requests.find(id).reservation()).isEqualTo(Reservation.NONE);
  }

  @Test
  void stockThatWasBegunAnewOwesNothingToOrdersBefore() {
    room.receive(desk, 10);
    warehouse.ordered(order(NOW, Map.of(desk, 4L)));
    room.forget(desk);
    room.receive(desk, 3);

    complete();

    counted(desk, 3, 0);
  }

  @Test
  void requestThatIsRemovedWhileItIsPackedGivesBackOnce() {
    room.receive(desk, 10);
    warehouse.ordered(order(NOW, Map.of(desk, 4L)));
    remove();

    settlement.removed(id);
    settlement.removed(id);

    counted(desk, 10, 0);
  }

  @Test
  void packageWhoseCompletionWasNeverHeardOfShipsOnceSomebodyAsks() {
    room.receive(desk, 10);
    warehouse.ordered(order(NOW, Map.of(desk, 4L)));
    write("COMPLETED", Map.of(desk, 3L));

    assertThat(settlement.awaited(id).quantities()).isEqualTo(Map.of(desk, 3L));
    counted(desk, 7, 0);
    settlement.awaited(id);
    settlement.completed(id);
    counted(desk, 7, 0);
    assertThat(room.moved(desk)).isEqualTo(Map.of("RESERVED", 4L, "SHIPPED", 3L, "RELEASED", 1L));
  }

  @Test
  void requestWhoseRemovalWasNeverHeardOfGivesBackOnceSomebodyAsks() {
    room.receive(desk, 10);
    warehouse.ordered(order(NOW, Map.of(desk, 4L)));
    remove();

    settlement.awaited(id);

    counted(desk, 10, 0);
  }

  @Test
  void requestThatIsStillOpenKeepsWhatIsReservedWhoeverAsks() {
    room.receive(desk, 10);
    warehouse.ordered(order(NOW, Map.of(desk, 4L)));

    settlement.awaited(id);
    write("IN_PROGRESS", Map.of(desk, 4L));
    settlement.awaited(id);

    counted(desk, 10, 4);
  }

  @Test
  void removalThatIsHeardOfLateLeavesTheRequestThatWasMadeSince() {
    room.receive(desk, 10);
    warehouse.ordered(order(NOW, Map.of(desk, 4L)));
    remove();
    warehouse.ordered(order(NOW, Map.of(desk, 3L)));

    settlement.removed(id);

    counted(desk, 10, 3);
    isNew(Map.of(desk, 3L));
  }

  @Test
  void ordersOfMoreThanAnIntHoldsAreCutToTheStockOrTakenWhole() {
    long huge = 3_000_000_000L;
    room.receive(desk, Integer.MAX_VALUE);

    warehouse.ordered(order(NOW, Map.of(desk, huge, lamp, huge)));

    isNew(Map.of(desk, (long) Integer.MAX_VALUE, lamp, huge));
    counted(desk, Integer.MAX_VALUE, Integer.MAX_VALUE);
    complete();
    counted(desk, 0, 0);
  }

  @Test
  void takesMoreTrackedProductsThanATransactionDoes() {
    Map<String, Long> many = new HashMap<>();
    for (long i = 0; i < 120; i++) {
      many.put(id + i, i + 1);
      room.receive(id + i, 100);
    }
    warehouse.ordered(order(EARLIER, many));
    assertThat(requests.find(id).quantities().get(id + 119)).isEqualTo(100L);
    assertThat(requests.find(id).reservation().reserved())
        .isEqualTo(requests.find(id).quantities());
    counted(id + 50, 100, 51);
    counted(id + 119, 100, 100);

    Map<String, Long> fewer = new HashMap<>(many);
    fewer.replaceAll((product, quantity) -> 1L);
    warehouse.changed(order(NOW, fewer));
    counted(id + 50, 100, 1);

    complete();
    counted(id + 50, 99, 0);
    counted(id + 119, 99, 0);
    assertThat(requests.find(id).reservation()).isEqualTo(Reservation.NONE);
  }

  private Order order(String modifiedDate, Map<String, Long> quantities) {
    return new Order(id, Optional.ofNullable(modifiedDate), Optional.empty(), quantities);
  }

  private void isNew(Map<String, Long> quantities) {
    assertThat(requests.find(id).header().orElseThrow().status()).isEqualTo("NEW");
    assertThat(requests.find(id).quantities()).isEqualTo(quantities);
  }

  private void counted(String productId, long onHand, long reserved) {
    assertThat(room.count(productId)).contains(new Count(onHand, reserved));
  }

  private PackagingRequest complete() {
    write("COMPLETED", requests.find(id).quantities());
    return settlement.completed(id);
  }

  /** As people of the warehouse do it, past the service. */
  private void write(String status, Map<String, Long> quantities) {
    fixture
        .put()
        .accept(
            new PackagingRequest(
                id, Optional.of(new Header(status, Optional.of(NOW))), quantities));
  }

  private void remove() {
    fixture.put().accept(new PackagingRequest(id, Optional.empty(), Map.of()));
  }
}
