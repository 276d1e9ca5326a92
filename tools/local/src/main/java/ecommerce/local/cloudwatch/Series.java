package ecommerce.local.cloudwatch;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The points of one metric by the minute that they began in. As they age, minutes are joined to
 * five minutes, then to hours, then dropped. Safe for several threads.
 */
final class Series {

  private static final long MINUTE = TimeUnit.MINUTES.toMillis(1);
  private static final long FIVE = 5 * MINUTE;
  private static final long HOUR = 60 * MINUTE;

  private final NavigableMap<Long, Point> points = new TreeMap<>();
  private final NavigableMap<Long, Point> changed = new TreeMap<>();

  /** Takes a point that was measured at a time, in milliseconds. */
  synchronized void add(long time, Point point) {
    long minute = Math.floorDiv(time, MINUTE) * MINUTE;
    changed.put(minute, points.merge(minute, point, Point::plus));
  }

  /** Puts back a point as it was kept. */
  synchronized void restore(long minute, Point point) {
    points.put(minute, point);
  }

  /**
   * The points from one time (included) to another (not included), joined by periods.
   *
   * @param offset where periods begin: 0 for multiples of the period
   */
  synchronized NavigableMap<Long, Point> between(
      long from, long to, long period, long offset, Unit unit) {
    NavigableMap<Long, Point> joined = new TreeMap<>();
    points
        .subMap(from, true, Math.max(from, to), false)
        .forEach(
            (minute, point) -> {
              if (unit.fits(point)) {
                long begin = Math.floorDiv(minute - offset, period) * period + offset;
                joined.merge(begin, point, Point::plus);
              }
            });
    return joined;
  }

  /** What changed since this was asked last. */
  synchronized Map<Long, Point> takeChanges() {
    Map<Long, Point> taken = new TreeMap<>(changed);
    changed.clear();
    return taken;
  }

  synchronized Map<Long, Point> all() {
    return new TreeMap<>(points);
  }

  synchronized int size() {
    return points.size();
  }

  synchronized long newest() {
    return points.isEmpty() ? Long.MIN_VALUE : points.lastKey();
  }

  /** Joins and drops what is old. */
  synchronized void age(long now) {
    points.headMap(now - TimeUnit.DAYS.toMillis(15), false).clear();
    join(now - TimeUnit.DAYS.toMillis(1), HOUR);
    join(now - TimeUnit.HOURS.toMillis(3), FIVE);
  }

  /** Drops the older half, where there is no room for all. */
  synchronized void halve() {
    for (int i = points.size() / 2; i > 0; i--) {
      points.pollFirstEntry();
    }
  }

  private void join(long before, long span) {
    NavigableMap<Long, Point> old = points.headMap(Math.floorDiv(before, span) * span, false);
    if (old.keySet().stream().allMatch(time -> time % span == 0)) {
      return;
    }
    NavigableMap<Long, Point> joined = new TreeMap<>();
    old.forEach(
        (time, point) -> joined.merge(Math.floorDiv(time, span) * span, point, Point::plus));
    old.clear();
    points.putAll(joined);
  }
}
