package ecommerce.warehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.warehouse.model.PackagingRequest.Header;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold of packaging requests, whatever keeps them. */
public abstract class WarehouseContract {

  private static final String NOW = "2025-01-01T10:00:00Z";
  private static final String EARLIER = "2025-01-01T09:00:00.000Z";
  private static final String LATER = "2025-01-01T11:00:00.123456+00:00";

  private final Fixture fixture = fixture();
  private final PackagingRequests requests = fixture.requests();
  private final Warehouse warehouse =
      new Warehouse(
          requests,
          fixture.stock(),
          new Contention(Duration.ofSeconds(5)),
          () -> Instant.parse(NOW));
  private final String id = UUID.randomUUID().toString();

  protected abstract Fixture fixture();

  private void put(PackagingRequest request) {
    fixture.put().accept(request);
  }

  @Test
  void makesRequestOfAnOrderWithFewFields() {
    assertThat(warehouse.ordered(order(null, Map.of("p1", 2L, "p2", 1L)))).isTrue();

    assertThat(requests.find(id)).isEqualTo(request("NEW", NOW, Map.of("p1", 2L, "p2", 1L)));
  }

  @Test
  void sameOrderAgainChangesNothing() {
    warehouse.ordered(order(EARLIER, Map.of("p1", 2L)));

    assertThat(warehouse.ordered(order(EARLIER, Map.of("p1", 3L)))).isFalse();

    assertThat(requests.find(id)).isEqualTo(request("NEW", EARLIER, Map.of("p1", 2L)));
  }

  @Test
  void replacesTheProductsOfANewRequest() {
    warehouse.ordered(order(EARLIER, Map.of("p1", 2L, "p2", 1L, "p3", 4L)));

    assertThat(warehouse.changed(order(LATER, Map.of("p1", 3L, "p3", 4L, "p4", 1L)))).isTrue();

    assertThat(requests.find(id))
        .isEqualTo(request("NEW", LATER, Map.of("p1", 3L, "p3", 4L, "p4", 1L)));
  }

  @Test
  void changeToNoProductsLeavesTheRequestItself() {
    warehouse.ordered(order(EARLIER, Map.of("p1", 2L)));

    warehouse.changed(order(LATER, Map.of()));

    assertThat(requests.find(id)).isEqualTo(request("NEW", EARLIER, Map.of()));
  }

  @Test
  void olderVersionThatComesLateChangesNothing() {
    warehouse.ordered(order(EARLIER, Map.of("p1", 2L)));
    warehouse.changed(order(LATER, Map.of("p1", 1L)));

    assertThat(warehouse.changed(order(NOW, Map.of("p1", 9L)))).isFalse();
    assertThat(warehouse.ordered(order(EARLIER, Map.of("p1", 2L)))).isFalse();

    assertThat(requests.find(id).quantities()).isEqualTo(Map.of("p1", 1L));
  }

  @Test
  void versionOfTheSameOrUnreadableDateIsTaken() {
    warehouse.ordered(order(NOW, Map.of("p1", 2L)));

    assertThat(warehouse.changed(order(NOW, Map.of("p1", 3L)))).isTrue();
    assertThat(warehouse.changed(order("yesterday", Map.of("p1", 4L)))).isTrue();
    assertThat(warehouse.changed(order(null, Map.of("p1", 5L)))).isTrue();

    assertThat(requests.find(id).quantities()).isEqualTo(Map.of("p1", 5L));
  }

  @Test
  void changeWithoutDateThatComesAgainChangesNothing() {
    warehouse.ordered(order(EARLIER, Map.of("p1", 2L)));

    assertThat(warehouse.changed(order(null, Map.of("p1", 2L)))).isFalse();

    assertThat(requests.find(id)).isEqualTo(request("NEW", EARLIER, Map.of("p1", 2L)));
  }

  @Test
  void modifiedOrderThatWasNeverSeenIsTakenAsNew() {
    assertThat(warehouse.changed(order(NOW, Map.of("p1", 2L)))).isTrue();

    assertThat(requests.find(id)).isEqualTo(request("NEW", NOW, Map.of("p1", 2L)));
  }

  @Test
  void modifiedOrderThatIsFurtherOnIsNotBegunAgain() {
    Order fulfilled = new Order(id, Optional.of(NOW), Optional.of("FULFILLED"), Map.of("p1", 1L));

    assertThat(warehouse.changed(fulfilled)).isFalse();

    assertThat(requests.find(id).header()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"IN_PROGRESS", "COMPLETED"})
  void requestThatIsWorkedOnIsLeftAlone(String status) {
    PackagingRequest begun = request(status, EARLIER, Map.of("p1", 2L));
    put(begun);

    assertThat(warehouse.ordered(order(LATER, Map.of("p1", 5L)))).isFalse();
    assertThat(warehouse.changed(order(LATER, Map.of("p1", 5L)))).isFalse();
    assertThat(warehouse.withdrawn(id)).isFalse();

    assertThat(requests.find(id)).isEqualTo(begun);
  }

  @Test
  void withdrawsANewRequest() {
    warehouse.ordered(order(EARLIER, Map.of("p1", 2L, "p2", 2L)));

    assertThat(warehouse.withdrawn(id)).isTrue();
    warehouse.withdrawn(id);

    assertThat(requests.find(id)).isEqualTo(new PackagingRequest(id, Optional.empty(), Map.of()));
  }

  @Test
  void withdrawnOrderDoesNotComeBack() {
    warehouse.withdrawn(id);

    assertThat(warehouse.ordered(order(EARLIER, Map.of("p1", 2L)))).isFalse();
    assertThat(warehouse.changed(order(LATER, Map.of("p1", 2L)))).isFalse();

    assertThat(requests.find(id)).isEqualTo(new PackagingRequest(id, Optional.empty(), Map.of()));
  }

  @Test
  void requestThatAClientWroteIsFollowed() {
    put(request("NEW", EARLIER, Map.of("p1", 2L)));

    warehouse.changed(order(NOW, Map.of("p2", 1L)));

    assertThat(requests.find(id)).isEqualTo(request("NEW", NOW, Map.of("p2", 1L)));
  }

  @Test
  void takesMoreProductsThanATransactionDoes() {
    Map<String, Long> many = new HashMap<>();
    for (long i = 0; i < 250; i++) {
      many.put("p" + i, i + 1);
    }
    warehouse.ordered(order(EARLIER, many));
    assertThat(requests.find(id)).isEqualTo(request("NEW", EARLIER, many));

    warehouse.changed(order(NOW, Map.of("other", 1L)));
    assertThat(requests.find(id)).isEqualTo(request("NEW", NOW, Map.of("other", 1L)));

    warehouse.withdrawn(id);
    assertThat(requests.find(id).quantities()).isEmpty();
  }

  @Test
  void ofEventsThatRaceTheNewestStands() throws Exception {
    warehouse.ordered(order("2025-01-01T00:00:00Z", Map.of("p0", 1L)));
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Boolean>> results = new ArrayList<>();
      for (int i = 1; i <= 4; i++) {
        Order version = order("2025-01-01T00:00:0" + i + "Z", Map.of("p" + i, (long) i));
        results.add(threads.submit(() -> warehouse.changed(version)));
      }
      for (Future<Boolean> result : results) {
        result.get();
      }
    }
    assertThat(requests.find(id))
        .isEqualTo(request("NEW", "2025-01-01T00:00:04Z", Map.of("p4", 4L)));
  }

  private Order order(String modifiedDate, Map<String, Long> quantities) {
    return new Order(id, Optional.ofNullable(modifiedDate), Optional.empty(), quantities);
  }

  private PackagingRequest request(String status, String date, Map<String, Long> quantities) {
    return new PackagingRequest(id, Optional.of(new Header(status, Optional.of(date))), quantities);
  }
}
