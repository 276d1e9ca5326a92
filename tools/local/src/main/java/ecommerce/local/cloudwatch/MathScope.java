package ecommerce.local.cloudwatch;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

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

  /** The most points that an expression makes up, as many as CloudWatch gives at once. */
  int MOST = 100_800;

  /** When periods begin within the span; of more than are made up, the last. */
  default LongStream beginnings(int period) {
    long millis = period * 1000L;
    long all = Math.ceilDiv(Math.max(0, end() - start()), millis);
    return LongStream.range(Math.max(0, all - MOST), all).map(i -> start() + i * millis);
  }

  /** A value at each period's beginning. */
  default MathValue.Line constant(double value) {
    NavigableMap<Long, Double> points = new TreeMap<>();
    beginnings(period()).forEach(time -> points.put(time, value));
    return new MathValue.Line("", period(), points);
  }
}
