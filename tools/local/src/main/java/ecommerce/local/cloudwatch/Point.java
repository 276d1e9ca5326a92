package ecommerce.local.cloudwatch;

import java.util.Map;
import java.util.TreeMap;

/**
 * What was measured in one span of time: count, sum, least, most, and how the values are spread, in
 * classes that are 2 % wide, so that a percentile is at most 1 % off. Always of at least one
 * sample; never changes.
 *
 * @param classes samples by class; empty where only the sums are known
 */
record Point(
    double samples,
    double sum,
    double minimum,
    double maximum,
    Map<Integer, Double> classes,
    String unit) {

  private static final double WIDTH = Math.log(1.02);
  private static final int ZERO = 0;
  private static final int FIRST = 2_000;
  private static final int LAST = 4_000;

  Point {
    classes = Map.copyOf(classes);
  }

  static Point of(double value, double count, String unit) {
    return new Point(count, value * count, value, value, Map.of(classOf(value), count), unit);
  }

  /** The class of a value: positive above zero, negative below. */
  private static int classOf(double value) {
    if (value == 0) {
      return ZERO;
    }
    long step = FIRST + Math.round(Math.log(Math.abs(value)) / WIDTH);
    int magnitude = (int) Math.clamp(step, 1, LAST);
    return value < 0 ? -magnitude : magnitude;
  }

  private static double value(int ofClass) {
    return ofClass == ZERO
        ? 0
        : Math.signum(ofClass) * Math.exp((Math.abs(ofClass) - FIRST) * WIDTH);
  }

  Point plus(Point other) {
    Map<Integer, Double> both = Map.of();
    if (!classes.isEmpty() && !other.classes.isEmpty()) {
      both = new TreeMap<>(classes);
      for (Map.Entry<Integer, Double> more : other.classes.entrySet()) {
        both.merge(more.getKey(), more.getValue(), Double::sum);
      }
    }
    return new Point(
        samples + other.samples,
        sum + other.sum,
        Math.min(minimum, other.minimum),
        Math.max(maximum, other.maximum),
        both,
        unit);
  }

  double average() {
    return sum / samples;
  }

  /**
   * By nearest rank. A point that came as sums alone has one where all its values are the same.
   *
   * @param percent from 0 to 100
   * @return NaN where it cannot be known
   */
  double percentile(double percent) {
    if (minimum == maximum) {
      return minimum;
    }
    if (classes.isEmpty()) {
      return Double.NaN;
    }
    double rank = Math.max(Math.ceil(percent / 100 * samples), 1);
    double seen = 0;
    for (Map.Entry<Integer, Double> each : new TreeMap<>(classes).entrySet()) {
      seen += each.getValue();
      if (seen >= rank) {
        return Math.clamp(value(each.getKey()), minimum, maximum);
      }
    }
    return maximum;
  }
}
