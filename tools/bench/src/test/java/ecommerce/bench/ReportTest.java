package ecommerce.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReportTest {

  private static final String COLD =
      "REPORT RequestId: 1f2e\tDuration: 12.50 ms\tBilled Duration: 213 ms\tMemory Size: 512 MB"
          + "\tMax Memory Used: 90 MB\tInit Duration: 200.25 ms\t";

  @Test
  void readsTheDurationAndTheStartOfAFirstInvocation() {
    Report report = Report.of(COLD, "orders GetOrder", 1000);
    assertThat(report.requestId()).isEqualTo("1f2e");
    assertThat(report.milliseconds()).isEqualTo(12.5);
    assertThat(report.start()).hasValue(200.25);
    assertThat(report.begun()).isEqualTo(987.5);
  }

  @Test
  void aSnapshotThatIsRestoredIsAStart() {
    String restored =
        COLD.replaceAll("\tInit.*", "\tRestore Duration: 180.50 ms\tBilled Restore Duration: 2 ms");
    assertThat(Report.of(restored, "orders GetOrder", 1000).start()).hasValue(180.5);
  }

  @Test
  void aLaterInvocationHasNoStart() {
    assertThat(Report.of(COLD.replaceAll("\tInit.*", "\t"), "orders GetOrder", 1000).start())
        .isEmpty();
  }

  @Test
  void refusesOtherLines() {
    assertThatThrownBy(() -> Report.of("END RequestId: 1f2e", "orders GetOrder", 1000))
        .hasMessageContaining("END RequestId");
  }

  @Test
  void takesTheFunctionFromTheStreamOrTheGroup() {
    String physical = "ecommerce-dev-orders-GetOrder-04ope0k";
    assertThat(Reports.function("any", "2026/11/23/" + physical + "[$LATEST]0123"))
        .isEqualTo("orders GetOrder");
    assertThat(Reports.function("/aws/lambda/" + physical, "2026/11/23/[$LATEST]0123"))
        .isEqualTo("orders GetOrder");
  }

  @Test
  void namesFunctionsByServiceAndTemplate() {
    assertThat(Reports.readable("ecommerce-dev-delivery-pricing-Pricing-1A2B3C"))
        .isEqualTo("delivery-pricing Pricing");
    assertThat(Reports.readable("ecommerce-dev-orders-GetOrder-04ope0k"))
        .isEqualTo("orders GetOrder");
    assertThat(Reports.readable("something-else")).isEqualTo("something-else");
  }
}
