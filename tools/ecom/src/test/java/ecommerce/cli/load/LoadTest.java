package ecommerce.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoadTest {

  private final LoadRecord record = new LoadRecord();

  private static LoadPlan plan(OptionalDouble rate, Duration duration) {
    return new LoadPlan(3, Duration.ZERO, rate, duration);
  }

  private static LoadReport report(double p95, long count) {
    LoadRecord record = new LoadRecord();
    for (int i = 0; i < count; i++) {
      record.took("createOrder", Duration.ofNanos((long) (p95 * 1_000_000)));
    }
    return record.report("test", Duration.ofSeconds(60));
  }

  @Test
  void beginsOrdersAtTheirRateThoughNoneEndsAndCountsTheWaiting() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    LoadRun run =
        new LoadRun(
            plan(OptionalDouble.of(1200), Duration.ofSeconds(1)),
            record,
            due -> {
              if (begun.incrementAndGet() == 10) {
                open.countDown();
              }
              open.await();
              record.took("first", Duration.ofNanos(System.nanoTime() - due));
            });
    run.run();
    LoadReport report = record.report("test", run.ran());
    assertThat(report.begun()).isEqualTo(20);
    assertThat(report.operations().get("first").count()).isEqualTo(20);
    assertThat(report.operations().get("first").max()).isGreaterThan(400);
    assertThat(report.errors()).isEmpty();
  }

  @Test
  void beginsNoOrderWhenItsTimeIsOver() throws Exception {
    // 90 at distances of 11.11… ms: with distances in whole nanoseconds, one more fits in.
    LoadRun run =
        new LoadRun(
            plan(OptionalDouble.of(5400), Duration.ofSeconds(1)), record, due -> record.ordered());
    run.run();
    assertThat(record.report("test", run.ran()).begun()).isEqualTo(90);
    assertThat(run.ran()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void endsWithWhatItHasWhenItIsStopped() throws Exception {
    AtomicInteger begun = new AtomicInteger();
    LoadRun[] run = new LoadRun[1];
    run[0] =
        new LoadRun(
            plan(OptionalDouble.empty(), Duration.ofMinutes(10)),
            record,
            due -> {
              if (begun.incrementAndGet() > 3) {
                run[0].stop();
                Thread.sleep(Duration.ofMinutes(1));
              }
              record.ordered();
            });
    run[0].run();
    LoadReport report = record.report("test", run[0].ran());
    assertThat(report.ordered()).isEqualTo(3);
    assertThat(report.failures()).isZero();
  }

  @Test
  void countsAMinutesOrdersWithinItsTime() {
    record.ordered();
    record.ordered();
    record.over();
    record.ordered();
    LoadReport report = record.report("test", Duration.ofMinutes(1));
    assertThat(report.ordered()).isEqualTo(3);
    assertThat(report.ordersPerMinute()).isEqualTo(2);
  }

  @Test
  void comparesWithABaselineOfTheSamePlanOnly() {
    LoadPlan plan = plan(OptionalDouble.empty(), Duration.ofSeconds(30));
    LoadReport same = record.report(plan.text(), Duration.ofSeconds(30));
    assertThat(same.asBaselineOf(plan)).isSameAs(same);
    assertThatThrownBy(() -> same.asBaselineOf(plan(OptionalDouble.of(60), Duration.ofSeconds(30))))
        .hasMessageContaining("3 users, 0.0 s to think, for 30 s")
        .hasMessageContaining("60.0 orders a minute");
  }

  @Test
  void tellsErrorsByReasonWithoutTheirIds() {
    record.failed("order 123e4567-e89b-42d3-a456-426614174000 is gone");
    record.failed("order 123e4567-e89b-42d3-a456-426614174001 is gone");
    assertThat(record.report("test", Duration.ofSeconds(1)).errors())
        .containsEntry("order … is gone", 2L);
  }

  @Test
  void saysWhatIsSlowerThanTheBaselineByRatio() {
    LoadReport baseline = report(100, 50);
    assertThat(report(140, 50).slowerThan(baseline, 1.5)).isEmpty();
    assertThat(report(160, 50).slowerThan(baseline, 1.5))
        .hasSize(2)
        .first()
        .asString()
        .contains("createOrder p50 is 16", "1.60 times the baseline's 10");
    assertThat(report(900, 5).slowerThan(baseline, 1.5)).isEmpty();
    assertThat(report(900, 5).comparable(baseline)).isZero();
  }

  @Test
  void refusesPlansThatMakeNoSense() {
    assertThatThrownBy(() -> plan(OptionalDouble.of(0), Duration.ofSeconds(1)))
        .hasMessageContaining("--rate");
    assertThatThrownBy(() -> plan(OptionalDouble.empty(), Duration.ZERO))
        .hasMessageContaining("--duration");
    assertThatThrownBy(
            () -> new LoadPlan(0, Duration.ZERO, OptionalDouble.empty(), Duration.ofSeconds(1)))
        .hasMessageContaining("--users");
  }
}
