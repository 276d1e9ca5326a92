package ecommerce.local.cloudwatch;

import ecommerce.local.Timers;
import ecommerce.local.cloudwatch.MathValue.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.*;

/** Putting data points and asking for them. */
record DataOperations(MetricStore metrics, Timers timers) {

  private static final int PAGE = 500;

  PutMetricDataResponse put(PutMetricDataRequest request) {
    if (request.namespace().startsWith("AWS/")) {
      throw Refusals.invalid("The value AWS/ for parameter Namespace is invalid: it is reserved");
    }
    if (request.hasEntityMetricData()) {
      throw Refusals.invalid("EntityMetricData is not offered by this environment");
    }
    if (request.metricData().isEmpty()) {
      throw Refusals.missing("MetricData");
    }
    if (request.metricData().size() > 1000) {
      throw Refusals.invalid("The collection MetricData must not have a size greater than 1000.");
    }
    List<DatumReader.Reading> readings =
        request.metricData().stream()
            .map(datum -> DatumReader.read(request.namespace(), datum, timers.instant()))
            .toList();
    readings.forEach(r -> r.points().forEach(point -> metrics.add(r.metric(), r.time(), point)));
    return PutMetricDataResponse.builder().build();
  }

  GetMetricDataResponse get(GetMetricDataRequest request) {
    span(request.startTime(), request.endTime());
    if (request.metricDataQueries().isEmpty() || request.metricDataQueries().size() > 500) {
      throw Refusals.validation("MetricDataQueries must have between 1 and 500 members");
    }
    if (request.labelOptions() != null) {
      throw Refusals.validation("LabelOptions is not offered by this environment");
    }
    DataPage page = DataPage.of(request);
    MetricQueries queries =
        MetricQueries.aligned(
            metrics,
            request.metricDataQueries(),
            request.startTime().toEpochMilli(),
            request.endTime().toEpochMilli());
    boolean rising = request.scanBy() == ScanBy.TIMESTAMP_ASCENDING;
    List<MetricDataResult> results = new ArrayList<>();
    queries
        .answers()
        .forEach((id, lines) -> lines.forEach(line -> results.add(result(id, line, rising))));
    return page.of(results);
  }

  private static MetricDataResult result(String id, Line line, boolean rising) {
    NavigableMap<Long, Double> points = rising ? line.points() : line.points().descendingMap();
    return MetricDataResult.builder()
        .id(id)
        .label(line.label())
        .statusCode(StatusCode.COMPLETE)
        .timestamps(points.keySet().stream().map(Instant::ofEpochMilli).toList())
        .values(points.values())
        .build();
  }

  GetMetricStatisticsResponse statistics(GetMetricStatisticsRequest request) {
    span(request.startTime(), request.endTime());
    MetricQueries.checkPeriod(request.period());
    List<Statistic> plain = request.statisticsAsStrings().stream().map(Statistic::named).toList();
    List<Statistic> extended = request.extendedStatistics().stream().map(Statistic::named).toList();
    if (plain.isEmpty() && extended.isEmpty()) {
      throw Refusals.missing("Statistics");
    }
    if (!plain.isEmpty() && !extended.isEmpty()) {
      throw Refusals.combination("Statistics and ExtendedStatistics exclude each other");
    }
    long millis = request.period() * 1000L;
    MetricKey key = MetricKey.of(request.namespace(), request.metricName(), request.dimensions());
    List<Datapoint> points = new ArrayList<>();
    metrics
        .between(
            key,
            Math.floorDiv(request.startTime().toEpochMilli(), 60_000L) * 60_000L,
            request.endTime().toEpochMilli(),
            millis,
            0,
            Unit.of(request.unitAsString()))
        .forEach((time, point) -> points.add(datapoint(time, point, plain, extended)));
    return GetMetricStatisticsResponse.builder()
        .label(request.metricName())
        .datapoints(points)
        .build();
  }

  private static Datapoint datapoint(
      long time, Point point, List<Statistic> plain, List<Statistic> extended) {
    Datapoint.Builder datapoint =
        Datapoint.builder().timestamp(Instant.ofEpochMilli(time)).unit(point.unit());
    for (Statistic statistic : plain) {
      switch (statistic.name()) {
        case "SampleCount" -> datapoint.sampleCount(point.samples());
        case "Sum" -> datapoint.sum(point.sum());
        case "Average" -> datapoint.average(point.average());
        case "Minimum" -> datapoint.minimum(point.minimum());
        case "Maximum" -> datapoint.maximum(point.maximum());
        default -> throw Refusals.invalid("Statistics does not take " + statistic.name());
      }
    }
    Map<String, Double> more = new HashMap<>();
    extended.forEach(
        statistic -> statistic.value(point).ifPresent(value -> more.put(statistic.name(), value)));
    return more.isEmpty() ? datapoint.build() : datapoint.extendedStatistics(more).build();
  }

  private static void span(Instant start, Instant end) {
    if (!start.isBefore(end)) {
      throw Refusals.validation("The parameter StartTime must be less than the parameter EndTime.");
    }
  }

  ListMetricsResponse list(ListMetricsRequest request) {
    long span = request.recentlyActive() == null ? TimeUnit.DAYS.toMillis(14) : 10_800_000L;
    Stream<Metric> found =
        metrics.since(timers.millis() - span).stream()
            .filter(
                key -> request.namespace() == null || request.namespace().equals(key.namespace()))
            .filter(key -> request.metricName() == null || request.metricName().equals(key.name()))
            .filter(key -> matches(key, request.dimensions()))
            .map(MetricKey::model)
            .sorted(Comparator.comparing(Metric::toString));
    int from = request.nextToken() == null ? 0 : position(request.nextToken());
    List<Metric> rest = found.skip(from).limit(PAGE + 1L).toList();
    return ListMetricsResponse.builder()
        .metrics(rest.subList(0, Math.min(PAGE, rest.size())))
        .nextToken(rest.size() > PAGE ? String.valueOf(from + PAGE) : null)
        .build();
  }

  private static boolean matches(MetricKey key, List<DimensionFilter> filters) {
    Set<String> names = new HashSet<>(key.dimensions().keySet());
    return filters.stream()
        .allMatch(
            filter ->
                names.contains(filter.name())
                    && (filter.value() == null
                        || filter.value().equals(key.dimensions().get(filter.name()))));
  }

  static int position(String token) {
    if (!token.matches("\\d{1,9}")) {
      throw new ecommerce.local.wire.Fault("InvalidNextToken", 400, "The token is not valid");
    }
    return Integer.parseInt(token);
  }
}
