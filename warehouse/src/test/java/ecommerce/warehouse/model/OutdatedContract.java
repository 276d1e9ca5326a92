package ecommerce.warehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.warehouse.model.PackagingRequest.Header;
import ecommerce.warehouse.model.PackagingRequests.Written;
import ecommerce.warehouse.model.StockRoom.Count;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold of writes whose request has changed since it was seen, whatever keeps it. */
public abstract class OutdatedContract {

  private static final String SEEN = "2025-01-01T10:00:00Z";
  private static final String NOW = "2025-01-01T11:00:00Z";

  /** More than a transaction takes. */
  private static final int MANY = 250;

  private final Fixture fixture = fixture();
  private final PackagingRequests requests = fixture.requests();
  private final String id = UUID.randomUUID().toString();
  private final String desk = "desk-" + UUID.randomUUID();

  protected abstract Fixture fixture();

  @ParameterizedTest
  @ValueSource(ints = {1, MANY})
  void requestThatIsThereByNowIsNotMadeAgain(int products) {
    PackagingRequest seen = requests.find(id);
    PackagingRequest since = request("IN_PROGRESS", products(1));
    fixture.put().accept(since);

    changesNothing(requests.make(seen, untracked(products(products)), NOW), since);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, MANY})
  void requestThatIsTakenUpIsNotUpdated(int products) {
    PackagingRequest since = takenUpSince(products(2));

    changesNothing(requests.update(seen(since), untracked(products(products)), NOW), since);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, MANY})
  void requestThatIsTakenUpIsNotWithdrawn(int products) {
    PackagingRequest since = takenUpSince(products(products));

    changesNothing(requests.withdraw(seen(since), List.of()), since);

    PackagingRequest nothing = new PackagingRequest(id, Optional.empty(), Map.of());
    fixture.put().accept(nothing);
    assertThat(requests.make(nothing, untracked(products(1)), NOW)).isEqualTo(Written.DONE);
  }

  @Test
  void requestThatChangedIsNotSettled() {
    PackagingRequest seen = reserved();
    PackagingRequest since = request("IN_PROGRESS", Map.of(desk, 1L));
    fixture.put().accept(since);

    assertThat(requests.settle(seen, shipped())).isEqualTo(Written.CHANGED_MEANWHILE);

    assertThat(fixture.room().count(desk)).contains(new Count(10, 1));
    assertThat(requests.find(id).reservation()).isEqualTo(seen.reservation());
  }

  @Test
  void reservationThatChangedIsNotChangedFromWhatItWas() {
    PackagingRequest seen = reserved();
    assertThat(requests.update(seen, desks(2, seen), SEEN)).isEqualTo(Written.DONE);

    assertThat(requests.update(seen, desks(3, seen), SEEN)).isEqualTo(Written.CHANGED_MEANWHILE);

    assertThat(fixture.room().count(desk)).contains(new Count(10, 2));
  }

  @Test
  void reservationThatHasEndedDoesNotEndAgain() {
    PackagingRequest seen = reserved();
    fixture.put().accept(request("COMPLETED", Map.of(desk, 1L)));
    PackagingRequest completed = requests.find(id);
    reserveFor(UUID.randomUUID().toString());
    assertThat(requests.settle(completed, shipped())).isEqualTo(Written.DONE);

    assertThat(requests.settle(completed, shipped())).isEqualTo(Written.CHANGED_MEANWHILE);

    assertThat(seen.reservation().exists()).isTrue();
    assertThat(fixture.room().count(desk)).contains(new Count(9, 1));
  }

  @Test
  void reservationThatIsThereByNowIsNotForgotten() {
    PackagingRequest nothing = requests.find(id);
    PackagingRequest made = reserved();
    fixture.put().accept(nothing);

    assertThat(requests.withdraw(nothing, List.of())).isEqualTo(Written.CHANGED_MEANWHILE);

    assertThat(requests.find(id).reservation()).isEqualTo(made.reservation());
  }

  private void changesNothing(Written written, PackagingRequest since) {
    assertThat(written).isEqualTo(Written.CHANGED_MEANWHILE);
    assertThat(requests.find(id)).isEqualTo(since);
  }

  /** A request that is IN_PROGRESS; what was seen of it was NEW. */
  private PackagingRequest takenUpSince(Map<String, Long> quantities) {
    PackagingRequest since = request("IN_PROGRESS", quantities);
    fixture.put().accept(since);
    return since;
  }

  private PackagingRequest seen(PackagingRequest since) {
    return request("NEW", since.quantities());
  }

  /** The order's request, with one of ten desks reserved. */
  private PackagingRequest reserved() {
    fixture.room().receive(desk, 10);
    reserveFor(id);
    return requests.find(id);
  }

  private void reserveFor(String orderId) {
    PackagingRequest seen = requests.find(orderId);
    assertThat(requests.make(seen, desks(1, seen), SEEN)).isEqualTo(Written.DONE);
  }

  private Allotment desks(long quantity, PackagingRequest seen) {
    return Allotment.of(
        Map.of(desk, quantity), seen.reservation(), fixture.stock().levels(Set.of(desk)));
  }

  private List<StockChange> shipped() {
    return List.of(new StockChange(desk, 0, 0, 1));
  }

  private static Allotment untracked(Map<String, Long> quantities) {
    return new Allotment(quantities, Map.of(), Map.of(), List.of(), false);
  }

  private static Map<String, Long> products(int number) {
    Map<String, Long> products = new HashMap<>();
    for (int i = 0; i < number; i++) {
      products.put("p" + i, 1L);
    }
    return products;
  }

  private PackagingRequest request(String status, Map<String, Long> quantities) {
    return new PackagingRequest(id, Optional.of(new Header(status, Optional.of(SEEN))), quantities);
  }
}
