package ecommerce.cli.load;

import ecommerce.cli.site.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run is allowed. Refuses a share of errors that is none, and a tolerance that a run as fast
 * as its baseline would exceed.
 *
 * @param maxErrors percent of the orders that were due
 * @param tolerance how many times slower than the baseline
 */
record LoadLimits(double maxErrors, double tolerance) {

  LoadLimits {
    if (!(maxErrors >= 0 && maxErrors <= 100)) {
      throw new Failure("--max-errors " + maxErrors + ": between 0 and 100 percent are possible");
    }
    if (!(tolerance >= 1)) {
      throw new Failure("--tolerance " + tolerance + " is below 1");
    }
  }

  /** That too much failed, where it did. */
  Optional<String> errors(LoadReport report) {
    if (report.begun() == 0) {
      return Optional.of("no order was begun");
    }
    return report.failures() * 100.0 / report.due() > maxErrors
        ? Optional.of(
            report.failures()
                + " of "
                + report.due()
                + " orders failed, more than --max-errors "
                + maxErrors
                + " %")
        : Optional.empty();
  }

  /** What is slower than the baseline allows, or that nothing can be compared. */
  List<String> slower(LoadReport report, LoadReport baseline) {
    List<String> lines = new ArrayList<>(report.slowerThan(baseline, tolerance));
    if (report.comparable(baseline) == 0) {
      lines.add("nothing to compare with the baseline: fewer than 20 of each operation");
    }
    return lines;
  }
}
