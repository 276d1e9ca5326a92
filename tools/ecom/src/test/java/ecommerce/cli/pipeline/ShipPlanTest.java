package ecommerce.cli.pipeline;

import static ecommerce.cli.pipeline.ShipPlan.Step.PIPELINE;
import static ecommerce.cli.pipeline.ShipPlan.Step.PUSH;
import static ecommerce.cli.pipeline.ShipPlan.Step.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShipPlanTest {

  @Test
  void pushesBeforeANewPipelineStarts() {
    ShipPlan plan = ShipPlan.of(false, false, false, true);
    assertThat(plan.steps()).containsExactly(PUSH, PIPELINE);
    assertThat(plan.begins(false)).isTrue();
  }

  @Test
  void changesAPipelineBeforeThePushThatWouldChangeItToo() {
    ShipPlan plan = ShipPlan.of(true, false, false, true);
    assertThat(plan.steps()).containsExactly(PIPELINE, PUSH);
    assertThat(plan.begins(true)).isTrue();
    assertThat(plan.begins(false)).isFalse();
  }

  @Test
  void touchesAPipelineOnlyWhereSomethingNewIsSaid() {
    assertThat(ShipPlan.of(true, false, false, false).steps()).containsExactly(PUSH);
    assertThat(ShipPlan.of(true, false, true, false).steps()).containsExactly(START);
  }

  @Test
  void awaitsNothingBehindAConnectionUnlessItStartsItself() {
    ShipPlan plan = ShipPlan.of(true, true, false, true);
    assertThat(plan.steps()).containsExactly(PIPELINE);
    assertThat(plan.pushes()).isFalse();
    assertThat(plan.begins(false)).isFalse();
    assertThat(ShipPlan.of(true, true, true, true).begins(false)).isTrue();
    assertThat(ShipPlan.of(false, true, false, true).begins(false)).isTrue();
  }

  @Test
  void refusesToRunAgainWhatIsNotThere() {
    assertThatThrownBy(() -> ShipPlan.of(false, false, true, false))
        .hasMessage("there is no pipeline yet");
  }
}
