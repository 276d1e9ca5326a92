package ecommerce.ordercounter.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.testing.LocalTables;
import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DynamoTallyTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

  @Test
  void countsAnOrderOnce() {
    try (LocalTables tables = new LocalTables()) {
      tables.create("counts", "id");
      DynamoTally tally = new DynamoTally(tables.client(), "counts", Clock.systemUTC());

      assertThat(tally.ordersOf(DAY)).isZero();
      assertThat(tally.count("o1", DAY)).isTrue();
      assertThat(tally.count("o1", DAY)).isFalse();
      assertThat(tally.count("o2", DAY)).isTrue();

      assertThat(tally.ordersOf(DAY)).isEqualTo(2);
      assertThat(tally.ordersOf(DAY.plusDays(1))).isZero();
    }
  }
}
