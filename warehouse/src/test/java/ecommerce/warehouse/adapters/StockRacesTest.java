package ecommerce.warehouse.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.warehouse.model.Contention;
import ecommerce.warehouse.model.Fixture;
import ecommerce.warehouse.model.Order;
import ecommerce.warehouse.model.PackagingRequest.Header;
import ecommerce.warehouse.model.PackagingRequests;
import ecommerce.warehouse.model.Settlement;
import ecommerce.warehouse.model.StockRoom.Count;
import ecommerce.warehouse.model.Warehouse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders that want the same pieces at a time, with what people of the warehouse do meanwhile. */
class StockRacesTest {

  private static final Contention PATIENT = new Contention(Duration.ofSeconds(30));

  private static WarehouseTables tables;

  private final Fixture fixture = tables.fixture();
  private final PackagingRequests requests = fixture.requests();
  private final Warehouse warehouse =
      new Warehouse(requests, fixture.stock(), PATIENT, () -> WarehouseTables.NOW);
  private final Settlement settlement = new Settlement(requests, fixture.stock(), PATIENT);
  private final String desk = "desk-" + UUID.randomUUID();
  private final String lamp = "lamp-" + UUID.randomUUID();

  @BeforeAll
  static void start() {
    tables = new WarehouseTables();
  }

  @AfterAll
  static void stop() {
    tables.close();
  }

  @Test
  void twoHundredOrdersForAHundredPiecesReserveAHundred() throws Exception {
    tables.receive(desk, 100);
    List<String> orders = ids(200);
    List<Runnable> events = new ArrayList<>();
    for (String order : orders) {
      events.add(() -> warehouse.ordered(order(order, Map.of(desk, 1L))));
      events.add(() -> warehouse.ordered(order(order, Map.of(desk, 1L))));
    }
    atATime(events, 1);

    long open = orders.stream().filter(order -> status(order).equals("NEW")).count();
    assertThat(open).isEqualTo(100);
    assertThat(orders.stream().filter(order -> status(order).equals("COMPLETED"))).hasSize(100);
    assertThat(tables.count(desk)).contains(new Count(100, 100));

    List<Runnable> ends = new ArrayList<>();
    for (String order : orders) {
      complete(order);
      ends.add(() -> settlement.completed(order));
      ends.add(() -> settlement.completed(order));
    }
    atATime(ends, 2);
    assertThat(tables.count(desk)).contains(new Count(0, 0));
    assertThat(tables.moved(desk)).isEqualTo(Map.of("RESERVED", 100L, "SHIPPED", 100L));
  }

  /**
   * Whatever comes in whatever order, twice, and while others write: nothing is lost or sold twice.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void everyInterleavingLeavesTheStockCountedOnce(int seed) throws Exception {
    Random random = new Random(seed);
    tables.receive(desk, 40);
    tables.receive(lamp, 15);
    List<String> orders = ids(40);
    List<Runnable> events = new ArrayList<>();
    for (String order : orders) {
      Order first =
          order(order, Map.of(desk, 1L + random.nextInt(3), lamp, 1L + random.nextInt(2)));
      Order later =
          new Order(
              order,
              Optional.of("2025-01-02T00:00:00Z"),
              Optional.empty(),
              Map.of(desk, 1L + random.nextInt(4)));
      events.add(() -> warehouse.ordered(first));
      events.add(() -> warehouse.ordered(first));
      switch (random.nextInt(4)) {
        case 0 -> {
          events.add(() -> warehouse.changed(later));
          events.add(() -> warehouse.changed(later));
        }
        case 1 -> {
          events.add(() -> warehouse.withdrawn(order));
          events.add(() -> warehouse.withdrawn(order));
        }
        case 2 -> {
          events.add(() -> takeUp(order));
          events.add(() -> warehouse.withdrawn(order));
        }
        default -> events.add(() -> takeUp(order));
      }
    }
    atATime(events, seed);

    assertThat(reserved(orders, desk)).isEqualTo(tables.count(desk).orElseThrow().reserved());
    assertThat(reserved(orders, lamp)).isEqualTo(tables.count(lamp).orElseThrow().reserved());

    List<Runnable> ends = new ArrayList<>();
    Map<String, Long> packed = new HashMap<>();
    for (String order : orders) {
      if (requests.find(order).header().isPresent()) {
        complete(order);
        requests.find(order).quantities().forEach((id, q) -> packed.merge(id, q, Long::sum));
      }
      ends.add(() -> settlement.completed(order));
      ends.add(() -> settlement.completed(order));
      ends.add(() -> warehouse.withdrawn(order));
    }
    atATime(ends, seed);

    assertThat(packed.getOrDefault(desk, 0L)).isLessThanOrEqualTo(40);
    assertThat(packed.getOrDefault(lamp, 0L)).isLessThanOrEqualTo(15);
    assertThat(tables.count(desk)).contains(new Count(40 - packed.getOrDefault(desk, 0L), 0));
    assertThat(tables.count(lamp)).contains(new Count(15 - packed.getOrDefault(lamp, 0L), 0));
    assertThat(tables.moved(desk).getOrDefault("SHIPPED", 0L))
        .isEqualTo(packed.getOrDefault(desk, 0L));
  }

  private long reserved(List<String> orders, String product) {
    return orders.stream()
        .mapToLong(order -> requests.find(order).reservation().reserved().getOrDefault(product, 0L))
        .sum();
  }

  /** As startPackaging does: by a conditional write. */
  private void takeUp(String order) {
    tables.move(order, "NEW", "IN_PROGRESS");
  }

  private void complete(String order) {
    tables.move(order, "NEW", "COMPLETED");
    tables.move(order, "IN_PROGRESS", "COMPLETED");
  }

  private String status(String order) {
    return requests.find(order).header().map(Header::status).orElse("none");
  }

  private static Order order(String id, Map<String, Long> quantities) {
    return new Order(id, Optional.of("2025-01-01T00:00:00Z"), Optional.empty(), quantities);
  }

  private static List<String> ids(int number) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      ids.add(UUID.randomUUID().toString());
    }
    return ids;
  }

  private static void atATime(List<Runnable> work, int seed) throws Exception {
    List<Runnable> shuffled = new ArrayList<>(work);
    Collections.shuffle(shuffled, new Random(seed));
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<Future<?>> all = new ArrayList<>();
      shuffled.forEach(one -> all.add(threads.submit(one)));
      for (Future<?> one : all) {
        one.get();
      }
    }
  }
}
