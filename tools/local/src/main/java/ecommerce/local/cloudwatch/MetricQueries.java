package ecommerce.local.cloudwatch;

import ecommerce.local.cloudwatch.MathValue.Line;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;

/**
 * The metrics and expressions of one request, worked out over one span of time. An expression may
 * use those before and after it, but not itself.
 */
final class MetricQueries implements MathScope {

  private final MetricStore metrics;
  private final Map<String, MetricDataQuery> queries = new LinkedHashMap<>();
  private final Map<String, MathValue> known = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private final int period;
  private final long start;
  private final long end;
  private final boolean sliding;

  /** Periods begin at multiples of themselves, as clients see them. */
  static MetricQueries aligned(
      MetricStore metrics, List<MetricDataQuery> queries, long from, long to) {
    return new MetricQueries(metrics, queries, from, to, false);
  }

  /** Periods end with the span, as alarms look at them. */
  static MetricQueries sliding(
      MetricStore metrics, List<MetricDataQuery> queries, long from, long to) {
    return new MetricQueries(metrics, queries, from, to, true);
  }

  private MetricQueries(
      MetricStore metrics, List<MetricDataQuery> queries, long from, long to, boolean sliding) {
    this.metrics = metrics;
    this.sliding = sliding;
    for (MetricDataQuery query : queries) {
      check(query);
      if (this.queries.put(query.id(), query) != null) {
        throw Refusals.validation("The id " + query.id() + " is there more than once");
      }
    }
    this.period =
        queries.stream()
            .mapToInt(MetricQueries::period)
            .filter(seconds -> seconds > 0)
            .min()
            .orElse(60);
    this.end = to;
    this.start = sliding ? from : Math.floorDiv(from, period * 1000L) * period * 1000L;
  }

  /**
   * @throws ecommerce.local.wire.Fault naming what is wrong with it
   */
  static void check(MetricDataQuery query) {
    if (!query.id().matches("[a-z][A-Za-z0-9_]{0,254}")) {
      throw Refusals.validation(
          "The id " + query.id() + " must begin with a small letter and hold letters, digits, _");
    }
    if ((query.expression() == null) == (query.metricStat() == null)) {
      throw Refusals.validation(
          "Exactly one of Expression and MetricStat must be given for the id " + query.id());
    }
    if (query.accountId() != null) {
      throw Refusals.validation("AccountId is not offered by this environment");
    }
    if (query.expression() != null) {
      String text = query.expression().strip();
      if (text.toUpperCase(java.util.Locale.ROOT).startsWith("SELECT")) {
        throw Refusals.validation("Metrics Insights queries are not offered by this environment");
      }
      MathExpression.parse(text);
    } else {
      checkPeriod(query.metricStat().period());
      Statistic.named(query.metricStat().stat());
      Unit.of(query.metricStat().unitAsString());
    }
  }

  /**
   * @param seconds whole minutes: nothing is kept that is finer
   */
  static void checkPeriod(int seconds) {
    if (seconds <= 0 || seconds % 60 != 0) {
      throw Refusals.validation(
          "The period "
              + seconds
              + " is not offered: metrics are kept by the minute, a period is a multiple of 60");
    }
  }

  private static int period(MetricDataQuery query) {
    if (query.metricStat() != null) {
      return query.metricStat().period();
    }
    return query.period() == null ? 0 : query.period();
  }

  /** What is to be answered, by id, in the order of the request. */
  Map<String, List<Line>> answers() {
    Map<String, List<Line>> answers = new LinkedHashMap<>();
    queries.forEach(
        (id, query) -> {
          if (!Boolean.FALSE.equals(query.returnData())) {
            answers.put(id, lines(query, value(id)));
          }
        });
    return answers;
  }

  private List<Line> lines(MetricDataQuery query, MathValue value) {
    String label = query.label() == null ? defaultLabel(query) : query.label();
    return switch (value) {
      case MathValue.Scalar scalar -> List.of(constant(scalar.value()).labelled(label));
      case Line line -> List.of(line.labelled(label));
      case MathValue.Lines lines ->
          lines.lines().stream().map(line -> line.labelled(label + " " + line.label())).toList();
    };
  }

  private static String defaultLabel(MetricDataQuery query) {
    return query.metricStat() == null ? query.id() : query.metricStat().metric().metricName();
  }

  @Override
  public MathValue value(String id) {
    MathValue done = known.get(id);
    if (done != null) {
      return done;
    }
    MetricDataQuery query = queries.get(id);
    if (query == null) {
      throw Refusals.validation("The id " + id + " is used in an expression but not defined");
    }
    if (!open.add(id)) {
      throw Refusals.validation("The expression " + id + " depends on itself");
    }
    MathValue value =
        query.metricStat() == null
            ? MathExpression.parse(query.expression()).in(this)
            : metric(query.metricStat());
    open.remove(id);
    known.put(id, value);
    return value;
  }

  private Line metric(MetricStat wanted) {
    MetricKey key = MetricKey.of(wanted.metric());
    Statistic statistic = Statistic.named(wanted.stat());
    long millis = wanted.period() * 1000L;
    NavigableMap<Long, Double> points = new TreeMap<>();
    long offset = sliding ? Math.floorMod(end, millis) : 0;
    metrics
        .between(
            key,
            Math.floorDiv(start - offset, millis) * millis + offset,
            end,
            millis,
            offset,
            Unit.of(wanted.unitAsString()))
        .forEach(
            (time, point) -> statistic.value(point).ifPresent(value -> points.put(time, value)));
    return new Line(key.name(), wanted.period(), points);
  }

  @Override
  public List<Line> metrics(String containing) {
    return queries.values().stream()
        .filter(query -> query.metricStat() != null && query.id().contains(containing))
        .map(query -> (Line) value(query.id()))
        .toList();
  }

  @Override
  public long start() {
    return start;
  }

  @Override
  public long end() {
    return end;
  }

  @Override
  public int period() {
    return period;
  }
}
