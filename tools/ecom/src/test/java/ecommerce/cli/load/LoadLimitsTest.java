package ecommerce.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadLimitsTest {

  private final LoadRecord record = new LoadRecord();

  private LoadReport report() {
    return record.report("test", Duration.ofSeconds(60));
  }

  @Test
  void countsOrdersThatFoundNoRoomAmongThoseThatWereDue() {
    for (int order = 0; order < 1000; order++) {
      record.begun();
    }
    for (int order = 0; order < 5000; order++) {
      record.failed(LoadRun.NOT_BEGUN);
    }
    assertThat(new LoadLimits(1, 1.5).errors(report()))
        .contains("5000 of 6000 orders failed, more than --max-errors 1.0 %");
    assertThat(new LoadLimits(84, 1.5).errors(report())).isEmpty();
  }

  @Test
  void isNotContentWithARunThatBeganNothing() {
    assertThat(new LoadLimits(100, 1.5).errors(report())).contains("no order was begun");
  }

  @Test
  void complainsThatNothingCanBeCompared() {
    record.took("createOrder", Duration.ofMillis(100));
    assertThat(new LoadLimits(1, 1.5).slower(report(), report()))
        .containsExactly("nothing to compare with the baseline: fewer than 20 of each operation");
  }

  @Test
  void refusesLimitsThatMakeNoSense() {
    assertThatThrownBy(() -> new LoadLimits(200, 1.5)).hasMessageContaining("--max-errors 200.0");
    assertThatThrownBy(() -> new LoadLimits(-1, 1.5)).hasMessageContaining("--max-errors -1.0");
    assertThatThrownBy(() -> new LoadLimits(Double.NaN, 1.5)).hasMessageContaining("--max-errors");
    assertThatThrownBy(() -> new LoadLimits(1, 0.5)).hasMessageContaining("--tolerance 0.5");
  }
}
