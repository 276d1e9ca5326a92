package ecommerce.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesTest {

  @Test
  void medianOfAnOddNumberIsTheMiddleOne() {
    assertThat(Series.of(List.of(9.0, 1.0, 4.0)).median()).isEqualTo(4.0);
  }

  @Test
  void medianOfAnEvenNumberIsBetweenTheMiddleTwo() {
    assertThat(Series.of(List.of(4.0, 1.0, 9.0, 2.0)).median()).isEqualTo(3.0);
  }

  @Test
  void percentilesAreNumbersThatWereMeasured() {
    Series thousand = Series.of(IntStream.rangeClosed(1, 1000).mapToObj(i -> (double) i).toList());
    assertThat(thousand.percentile(50)).isEqualTo(500);
    assertThat(thousand.percentile(99)).isEqualTo(990);
    assertThat(thousand.percentile(100)).isEqualTo(1000);
    assertThat(Series.of(List.of(7.0)).percentile(1)).isEqualTo(7.0);
  }

  @Test
  void refusesWhatIsNoPercentile() {
    Series one = Series.of(List.of(1.0));
    assertThatThrownBy(() -> one.percentile(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.0");
    assertThatThrownBy(() -> one.percentile(101)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesToSpeakOfNothing() {
    assertThatThrownBy(() -> Series.of(List.of())).hasMessage("nothing was measured");
  }

  @Test
  void tellsItsSpreadWithTheDigitsThatMeanSomething() {
    Series series = Series.of(List.of(1.234, 12.34, 123.4));
    assertThat(series.spread("ms")).isEqualTo("12.3 ms (1.23–123)");
    assertThat(series.percentiles("ms", 50, 99)).isEqualTo("p50 12.3, p99 123 ms");
  }
}
