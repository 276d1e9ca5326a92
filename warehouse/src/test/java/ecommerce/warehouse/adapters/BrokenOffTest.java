package ecommerce.warehouse.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.warehouse.model.Contention;
import ecommerce.warehouse.model.Order;
import ecommerce.warehouse.model.PackagingRequest;
import ecommerce.warehouse.model.PackagingRequests;
import ecommerce.warehouse.model.Reservation;
import ecommerce.warehouse.model.Settlement;
import ecommerce.warehouse.model.StockRoom.Count;
import ecommerce.warehouse.model.Warehouse;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A function that ends in the midst of an order of several transactions, before or after one. */
class BrokenOffTest {

  private static final class BrokenOff extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final int PRODUCTS = 120;

  private static WarehouseTables tables;

  private final String id = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    tables = new WarehouseTables();
  }

  @AfterAll
  static void stop() {
    tables.close();
  }

  @ParameterizedTest
  @CsvSource({"1,false", "1,true", "2,false", "2,true", "3,false", "3,true", "4,false", "4,true"})
  void whatComesAgainGoesOnFromThere(int transaction, boolean written) {
    for (int i = 0; i < PRODUCTS; i++) {
      tables.receive(product(i), 5);
    }
    breaksOff(transaction, written, one -> warehouse(one).ordered(order(3)));
    isConsistent();
    warehouse(tables.client()).ordered(order(3));
    assertThat(find().header()).isPresent();
    isCounted(5, 3);

    breaksOff(transaction, written, one -> warehouse(one).changed(later(2)));
    isConsistent();
    warehouse(tables.client()).changed(later(2));
    assertThat(find().quantities().get(product(7))).isEqualTo(2);
    isCounted(5, 2);

    tables.move(id, "NEW", "COMPLETED");
    breaksOff(transaction, written, one -> settlement(one).completed(id));
    isConsistent();
    settlement(tables.client()).completed(id);
    isCounted(3, 0);
    assertThat(find().reservation()).isEqualTo(Reservation.NONE);
    assertThat(tables.moved(product(7)))
        .isEqualTo(Map.of("RESERVED", 3L, "RELEASED", 1L, "SHIPPED", 2L));
  }

  @ParameterizedTest
  @CsvSource({"1,true", "2,false", "2,true", "3,true"})
  void orderThatIsWithdrawnInTheMidstGivesAllBack(int transaction, boolean written) {
    for (int i = 0; i < PRODUCTS; i++) {
      tables.receive(product(i), 5);
    }
    breaksOff(transaction, written, one -> warehouse(one).ordered(order(3)));
    breaksOff(transaction, written, one -> warehouse(one).withdrawn(id));
    isConsistent();
    warehouse(tables.client()).withdrawn(id);
    isCounted(5, 0);
    assertThat(find()).isEqualTo(new PackagingRequest(id, Optional.empty(), Map.of()));
  }

  private void isCounted(long onHand, long reserved) {
    for (int i = 0; i < PRODUCTS; i++) {
      assertThat(tables.count(product(i))).contains(new Count(onHand, reserved));
    }
  }

  /** Of each product as many are set aside as the reservation says. */
  private void isConsistent() {
    Reservation reservation = find().reservation();
    for (int i = 0; i < PRODUCTS; i++) {
      assertThat(tables.count(product(i)).orElseThrow().reserved())
          .isEqualTo(reservation.reserved().getOrDefault(product(i), 0L));
    }
  }

  private PackagingRequest find() {
    return requests(tables.client()).find(id);
  }

  private String product(int number) {
    return id + "-" + number;
  }

  private Order order(long quantity) {
    return new Order(id, Optional.of("2025-01-01T00:00:00Z"), Optional.empty(), of(quantity));
  }

  private Order later(long quantity) {
    return new Order(id, Optional.of("2025-01-02T00:00:00Z"), Optional.empty(), of(quantity));
  }

  private Map<String, Long> of(long quantity) {
    Map<String, Long> quantities = new HashMap<>();
    for (int i = 0; i < PRODUCTS; i++) {
      quantities.put(product(i), quantity);
    }
    return quantities;
  }

  private static PackagingRequests requests(DynamoDbClient client) {
    return tables.requests(client);
  }

  private static Warehouse warehouse(DynamoDbClient client) {
    return new Warehouse(
        requests(client),
        tables.stock(),
        new Contention(Duration.ofSeconds(5)),
        () -> WarehouseTables.NOW);
  }

  private static Settlement settlement(DynamoDbClient client) {
    return new Settlement(requests(client), tables.stock(), new Contention(Duration.ofSeconds(5)));
  }

  private static void breaksOff(
      int transaction, boolean written, java.util.function.Consumer<DynamoDbClient> work) {
    try {
      work.accept(breaking(transaction, written));
    } catch (BrokenOff expected) {
      // That is what was to happen; work of fewer transactions was done before.
    }
  }

  /** A client that breaks off at its n-th transaction, before or after it is written. */
  private static DynamoDbClient breaking(int transaction, boolean written) {
    AtomicInteger number = new AtomicInteger();
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            BrokenOffTest.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (proxy, method, arguments) -> {
              boolean breaks =
                  method.getName().equals("transactWriteItems")
                      && number.incrementAndGet() == transaction;
              if (breaks && !written) {
                throw new BrokenOff();
              }
              Object answer;
              try {
                answer = method.invoke(tables.client(), arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              if (breaks) {
                throw new BrokenOff();
              }
              return answer;
            });
  }
}
