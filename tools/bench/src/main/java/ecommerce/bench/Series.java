package ecommerce.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/**
 * Numbers of one kind, measured one after another. Never empty. Percentiles are by nearest rank:
 * always a number that was measured.
 */
final class Series {

  private final double[] sorted;

  private Series(double[] sorted) {
    this.sorted = sorted;
  }

  /**
   * @throws IllegalArgumentException where there are none
   */
  static Series of(Collection<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    return new Series(values.stream().mapToDouble(Double::doubleValue).sorted().toArray());
  }

  int size() {
    return sorted.length;
  }

  double min() {
    return sorted[0];
  }

  double max() {
    return sorted[sorted.length - 1];
  }

  double median() {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double mean() {
    return Arrays.stream(sorted).average().orElseThrow();
  }

  /**
   * @param percent above 0, up to 100
   */
  double percentile(double percent) {
    if (percent <= 0 || percent > 100) {
      throw new IllegalArgumentException(percent + " is no percentile");
    }
    return sorted[(int) Math.ceil(percent / 100 * sorted.length) - 1];
  }

  /** {@code median (min–max)}. */
  String spread(String unit) {
    return text(median()) + " " + unit + " (" + text(min()) + "–" + text(max()) + ")";
  }

  /** {@code p50 a, p99 b}, for instance. */
  String percentiles(String unit, int... percents) {
    StringBuilder text = new StringBuilder();
    for (int percent : percents) {
      text.append(text.isEmpty() ? "" : ", ")
          .append('p')
          .append(percent)
          .append(' ')
          .append(text(percentile(percent)));
    }
    return text.append(' ').append(unit).toString();
  }

  /** As many digits as mean something. */
  static String text(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
  }
}
