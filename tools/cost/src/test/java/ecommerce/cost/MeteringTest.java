package ecommerce.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MeteringTest {

  /** Counts orders, two invocations each; the second of them comes a reading late. */
  private static final class FakeMeter implements Meter {

    private final AtomicInteger orders = new AtomicInteger(7);
    private int late;

    void order() {
      orders.incrementAndGet();
      late++;
    }

    @Override
    public Usage since(Instant from) {
      int invocations = 2 * orders.get() - late;
      late = 0;
      return Usage.NONE.plus("orders", "lambda-requests", BigDecimal.valueOf(invocations));
    }

    @Override
    public Usage between(Instant from, Instant to) {
      return since(from);
    }
  }

  @Test
  void dividesWhatHappenedMeanwhileByTheOrders() {
    FakeMeter meter = new FakeMeter();
    Usage usage =
        new Metering(meter, Duration.ofMillis(1), Duration.ofSeconds(10)).perOrder(4, meter::order);
    assertThat(usage.of("orders", "lambda-requests")).isEqualByComparingTo("2");
  }

  @Test
  void refusesAnEnvironmentThatDoesNotBecomeQuiet() {
    AtomicInteger restless = new AtomicInteger();
    Meter meter =
        new Meter() {
          @Override
          public Usage since(Instant from) {
            return Usage.NONE.plus(
                "orders", "lambda-requests", BigDecimal.valueOf(restless.incrementAndGet()));
          }

          @Override
          public Usage between(Instant from, Instant to) {
            return since(from);
          }
        };
    assertThatThrownBy(
            () ->
                new Metering(meter, Duration.ofMillis(1), Duration.ofMillis(20))
                    .perOrder(1, () -> {}))
        .hasMessageContaining("quiet");
  }

  @Test
  void refusesToDivideByNoOrders() {
    assertThatThrownBy(() -> Usage.NONE.perOrder(0)).hasMessageContaining("not 0");
  }
}
