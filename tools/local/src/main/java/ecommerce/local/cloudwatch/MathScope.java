package ecommerce.local.cloudwatch;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What an expression may refer to, and the span of time that it is about. */
interface MathScope {

  /**
   * @throws ecommerce.local.wire.Fault where the request has no such id
   */
  MathValue value(String id);

  /** The metrics (not the expressions) whose id holds a text. */
  List<MathValue.Line> metrics(String containing);

  /** In milliseconds; the beginning of the first period. */
  long start();

  /** In milliseconds, not included. */
  long end();

  /** In seconds: the smallest of the metrics' periods. */
  int period();

  /** A value at each period's beginning. */
  default MathValue.Line constant(double value) {
    NavigableMap<Long, Double> points = new TreeMap<>();
    for (long time = start(); time < end(); time += period() * 1000L) {
      points.put(time, value);
    }
    return new MathValue.Line("", period(), points);
  }
}
