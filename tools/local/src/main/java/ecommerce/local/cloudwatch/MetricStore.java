package ecommerce.local.cloudwatch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All metrics, in memory and in a file. Minutes are kept for three hours, five minutes for a day,
 * hours for fifteen days; at most 10,000 metrics with 200,000 points. Points reach the file when
 * they are {@linkplain #settle() settled}: what came after that is lost with the process.
 */
final class MetricStore {

  private static final Logger LOG = LoggerFactory.getLogger("aws.cloudwatch");
  private static final int MOST_METRICS = 10_000;
  private static final int MOST_POINTS = 200_000;

  private final Map<MetricKey, Series> metrics = new ConcurrentHashMap<>();
  private final PointFile file;
  private volatile boolean full;
  private long aged;

  MetricStore(Path folder) {
    this.file = new PointFile(folder);
    file.read(line -> series(line.metric()).restore(line.minute(), line.point()));
  }

  /** Counts a value in; beyond the most metrics that are kept, new ones are left out. */
  void add(MetricKey metric, long time, Point point) {
    if (metrics.size() >= MOST_METRICS && !metrics.containsKey(metric)) {
      if (!full) {
        full = true;
        LOG.warn("{} metrics are kept; more are left out, the first is {}", MOST_METRICS, metric);
      }
      return;
    }
    series(metric).add(time, point);
  }

  private Series series(MetricKey metric) {
    return metrics.computeIfAbsent(metric, any -> new Series());
  }

  /** Points by the time that their period began. */
  NavigableMap<Long, Point> between(
      MetricKey metric, long from, long to, long period, long offset, Unit unit) {
    Series series = metrics.get(metric);
    return series == null ? new TreeMap<>() : series.between(from, to, period, offset, unit);
  }

  /** The metrics that have a point at or after a time. */
  List<MetricKey> since(long time) {
    return metrics.entrySet().stream()
        .filter(entry -> entry.getValue().newest() >= time)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Brings to the file what is new, and lets old points age once an hour. */
  synchronized void settle(long now) {
    List<PointFile.Line> changes = new ArrayList<>();
    metrics.forEach(
        (metric, series) ->
            series
                .takeChanges()
                .forEach(
                    (minute, point) -> changes.add(new PointFile.Line(metric, minute, point))));
    file.append(changes);
    if (now - aged > TimeUnit.HOURS.toMillis(1)) {
      aged = now;
      age(now);
    }
  }

  private void age(long now) {
    metrics.values().forEach(series -> series.age(now));
    while (points() > MOST_POINTS) {
      LOG.warn("more than {} points of metrics: the older half is dropped", MOST_POINTS);
      metrics.values().forEach(Series::halve);
    }
    metrics.values().removeIf(series -> series.size() == 0);
    full = false;
    if (file.lines() > points()) {
      List<PointFile.Line> all = new ArrayList<>();
      metrics.forEach(
          (metric, series) ->
              series
                  .all()
                  .forEach((minute, point) -> all.add(new PointFile.Line(metric, minute, point))));
      file.replace(all);
    }
  }

  private int points() {
    return metrics.values().stream().mapToInt(Series::size).sum();
  }
}
