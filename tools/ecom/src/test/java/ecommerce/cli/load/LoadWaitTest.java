package ecommerce.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoadWaitTest {

  @Test
  void asksLessOftenTheLongerItTakes() {
    assertThat(LoadWait.pause(Duration.ZERO)).isEqualTo(Duration.ofMillis(20));
    assertThat(LoadWait.pause(Duration.ofMillis(400))).isEqualTo(Duration.ofMillis(100));
    assertThat(LoadWait.pause(Duration.ofSeconds(30))).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void tellsHowLongItTook() throws InterruptedException {
    AtomicInteger asked = new AtomicInteger();
    Duration took =
        new LoadWait(Duration.ofSeconds(30))
            .until(
                "to the third time",
                System.nanoTime(),
                () -> asked.incrementAndGet() < 3 ? Optional.of("early") : Optional.empty());
    assertThat(asked).hasValue(3);
    assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis(40));
  }

  @Test
  void saysWhatWasMissingWhenItsPatienceEnded() {
    AtomicInteger asked = new AtomicInteger();
    assertThatThrownBy(
            () ->
                new LoadWait(Duration.ZERO)
                    .until(
                        "to the end",
                        System.nanoTime(),
                        () -> Optional.of("it is at " + asked.incrementAndGet())))
        .hasMessage("to the end: not within 0 s, in the end: it is at 1");
  }
}
