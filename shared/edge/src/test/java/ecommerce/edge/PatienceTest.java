package ecommerce.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {

  @Test
  void endsWithAnOutageWithinItsTime() {
    long begin = System.nanoTime();
    Patience patience = new Patience("the thing", Duration.ofMillis(300));

    assertThatThrownBy(
            () -> {
              while (true) {
                patience.pause();
              }
            })
        .isInstanceOf(Outage.class)
        .hasMessage("the thing was changed by others at each attempt of 300 ms");

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void waitsForNothingWithoutTime() {
    assertThatThrownBy(() -> new Patience("the thing", Duration.ZERO).pause())
        .isInstanceOf(Outage.class);
  }
}
