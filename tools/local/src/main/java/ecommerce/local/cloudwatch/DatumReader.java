package ecommerce.local.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StatisticSet;

/** Reads what a client measured: a value, values with their counts, or a set of statistics. */
final class DatumReader {

  private static final Duration OLDEST = Duration.ofDays(14);
  private static final Duration NEWEST = Duration.ofHours(2);
  private static final double MOST = Math.pow(2, 360);

  /** What goes into the store. */
  record Reading(MetricKey metric, long time, List<Point> points) {}

  private DatumReader() {}

  /**
   * @throws ecommerce.local.wire.Fault naming what is wrong; a resolution finer than a minute is
   *     refused
   */
  static Reading read(String namespace, MetricDatum datum, Instant now) {
    Instant time = datum.timestamp() == null ? now : datum.timestamp();
    if (time.isBefore(now.minus(OLDEST)) || time.isAfter(now.plus(NEWEST))) {
      throw Refusals.invalid(
          "The parameter MetricData.member.Timestamp must specify a time within the past two weeks"
              + " and at most two hours ahead.");
    }
    if (datum.storageResolution() != null && datum.storageResolution() != 60) {
      throw Refusals.invalid(
          "StorageResolution " + datum.storageResolution() + " is not offered by this environment");
    }
    MetricKey metric = MetricKey.of(namespace, datum.metricName(), dimensions(datum));
    String unit = datum.unitAsString() == null ? "None" : datum.unitAsString();
    return new Reading(metric, time.toEpochMilli(), points(datum, unit));
  }

  private static Map<String, String> dimensions(MetricDatum datum) {
    if (datum.dimensions().size() > 30) {
      throw Refusals.invalid("The collection Dimensions must not have a size greater than 30.");
    }
    Map<String, String> dimensions = new TreeMap<>();
    for (Dimension dimension : datum.dimensions()) {
      if (dimension.value().isBlank()) {
        throw Refusals.invalid("The value of the dimension " + dimension.name() + " is empty.");
      }
      if (dimensions.put(dimension.name(), dimension.value()) != null) {
        throw Refusals.invalid("The dimension " + dimension.name() + " is there more than once.");
      }
    }
    return dimensions;
  }

  private static List<Point> points(MetricDatum datum, String unit) {
    int forms =
        (datum.value() == null ? 0 : 1)
            + (datum.hasValues() ? 1 : 0)
            + (datum.statisticValues() == null ? 0 : 1);
    if (forms != 1) {
      throw Refusals.combination(
          "Exactly one of Value, Values and StatisticValues must be given for "
              + datum.metricName());
    }
    if (datum.value() != null) {
      return List.of(Point.of(checked(datum.value()), 1, unit));
    }
    return datum.hasValues() ? values(datum, unit) : List.of(set(datum.statisticValues(), unit));
  }

  private static List<Point> values(MetricDatum datum, String unit) {
    if (datum.values().size() > 150) {
      throw Refusals.invalid("The collection Values must not have a size greater than 150.");
    }
    if (datum.hasCounts() && datum.counts().size() != datum.values().size()) {
      throw Refusals.invalid("Values and Counts must have the same length.");
    }
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < datum.values().size(); i++) {
      double count = datum.hasCounts() ? datum.counts().get(i) : 1;
      if (count > 0) {
        points.add(Point.of(checked(datum.values().get(i)), count, unit));
      }
    }
    return points;
  }

  private static Point set(StatisticSet set, String unit) {
    if (!(set.sampleCount() > 0)) {
      throw Refusals.invalid("StatisticValues.SampleCount must be greater than 0.");
    }
    return new Point(
        set.sampleCount(),
        checked(set.sum()),
        checked(set.minimum()),
        checked(set.maximum()),
        Map.of(),
        unit);
  }

  private static double checked(double value) {
    if (!Double.isFinite(value) || Math.abs(value) > MOST) {
      throw Refusals.invalid("The value " + value + " is not a number that CloudWatch takes.");
    }
    return value;
  }
}
