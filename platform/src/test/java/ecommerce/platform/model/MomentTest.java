package ecommerce.platform.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class MomentTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.900Z");
  private static final Moment MOMENT = new Moment(Duration.ofMillis(150), InstantSource.fixed(NOW));

  @Test
  void isWholeForWhatMayHaveHappenedJustNow() {
    assertThat(MOMENT.left(Instant.parse("2026-01-02T03:04:05Z"))).hasMillis(150);
  }

  @Test
  void isOverForWhatIsOlderWithinItsSecond() {
    assertThat(MOMENT.left(Instant.parse("2026-01-02T03:04:04Z"))).isZero();
    assertThat(MOMENT.left(Instant.EPOCH)).isZero();
  }

  @Test
  void isTheRestForWhatIsAlmostOldEnough() {
    Moment late =
        new Moment(
            Duration.ofMillis(150), InstantSource.fixed(Instant.parse("2026-01-02T03:04:06.040Z")));
    assertThat(late.left(Instant.parse("2026-01-02T03:04:05Z"))).hasMillis(110);
  }

  @Test
  void isNoLongerForATimeToCome() {
    assertThat(MOMENT.left(Instant.parse("2027-01-01T00:00:00Z"))).hasMillis(150);
  }
}
