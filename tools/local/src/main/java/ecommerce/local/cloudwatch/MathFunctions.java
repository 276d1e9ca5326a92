package ecommerce.local.cloudwatch;

import ecommerce.local.cloudwatch.MathExpression.Term;
import ecommerce.local.cloudwatch.MathValue.Line;
import ecommerce.local.cloudwatch.MathValue.Lines;
import ecommerce.local.cloudwatch.MathValue.Scalar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** The functions of metric math that are offered; any other is refused by name. */
final class MathFunctions {

  private MathFunctions() {}

  /**
   * @param text the argument that is a word: {@code METRICS("errors")}, {@code FILL(m1, REPEAT)}
   */
  static Term call(String function, List<Term> arguments, String text) {
    return switch (function) {
      case "METRICS" -> scope -> new Lines(scope.metrics(text));
      case "SUM" -> over(function, arguments, MathFunctions::sum);
      case "AVG" -> over(function, arguments, values -> sum(values) / values.size());
      case "MIN" ->
          over(function, arguments, v -> v.stream().mapToDouble(d -> d).min().orElse(Double.NaN));
      case "MAX" ->
          over(function, arguments, v -> v.stream().mapToDouble(d -> d).max().orElse(Double.NaN));
      case "STDDEV" -> over(function, arguments, MathFunctions::deviation);
      case "DATAPOINT_COUNT" -> over(function, arguments, Collection::size);
      case "ABS" -> each(function, arguments, line -> line.map(Math::abs));
      case "CEIL" -> each(function, arguments, line -> line.map(Math::ceil));
      case "FLOOR" -> each(function, arguments, line -> line.map(Math::floor));
      case "RATE" -> each(function, arguments, line -> steps(line, true));
      case "DIFF" -> each(function, arguments, line -> steps(line, false));
      case "RUNNING_SUM" -> each(function, arguments, MathFunctions::running);
      case "PERIOD" -> {
        Term of = only(function, arguments);
        yield scope -> new Scalar(line(function, of.in(scope)).period());
      }
      case "TIME_SERIES" -> {
        Term of = only(function, arguments);
        yield scope -> of.in(scope) instanceof Scalar s ? scope.constant(s.value()) : of.in(scope);
      }
      case "FILL" -> fill(arguments, text);
      case "IF" -> condition(arguments);
      default ->
          throw Refusals.validation(
              "The function " + function + " of metric math is not offered by this environment");
    };
  }

  static MathValue array(List<MathValue> values) {
    List<Line> lines = new ArrayList<>();
    for (MathValue value : values) {
      switch (value) {
        case Line line -> lines.add(line);
        case Lines more -> lines.addAll(more.lines());
        case Scalar scalar ->
            throw Refusals.validation("An array holds time series only, not numbers");
      }
    }
    return new Lines(lines);
  }

  private static Term only(String function, List<Term> arguments) {
    if (arguments.size() != 1) {
      throw Refusals.validation("The function " + function + " takes one argument");
    }
    return arguments.getFirst();
  }

  private static Line line(String function, MathValue value) {
    if (value instanceof Line line) {
      return line;
    }
    throw Refusals.validation("The function " + function + " takes one time series");
  }

  /** Of one series: its number. Of several: a series of the numbers at each time. */
  private static Term over(
      String function, List<Term> arguments, ToDoubleFunction<Collection<Double>> number) {
    Term of = only(function, arguments);
    return scope ->
        switch (of.in(scope)) {
          case Scalar scalar -> scalar;
          case Line line -> new Scalar(number.applyAsDouble(line.points().values()));
          case Lines lines -> across(lines, scope, number);
        };
  }

  private static Line across(
      Lines lines, MathScope scope, ToDoubleFunction<Collection<Double>> number) {
    TreeSet<Long> times = new TreeSet<>();
    lines.lines().forEach(line -> times.addAll(line.points().keySet()));
    NavigableMap<Long, Double> points = new TreeMap<>();
    for (long time : times) {
      List<Double> values =
          lines.lines().stream()
              .map(line -> line.points().get(time))
              .filter(value -> value != null)
              .toList();
      MathValue.put(points, time, number.applyAsDouble(values));
    }
    return new Line("", scope.period(), points);
  }

  private static Term each(
      String function, List<Term> arguments, java.util.function.UnaryOperator<Line> change) {
    Term of = only(function, arguments);
    return scope ->
        switch (of.in(scope)) {
          case Line line -> change.apply(line);
          case Lines lines -> MathValue.each(lines, change::apply);
          case Scalar scalar -> {
            NavigableMap<Long, Double> one = new TreeMap<>();
            one.put(0L, scalar.value());
            yield change.apply(new Line("", 1, one)).points().values().stream()
                .findFirst()
                .map(Scalar::new)
                .orElseThrow(
                    () -> Refusals.validation("The function " + function + " takes time series"));
          }
        };
  }

  private static Line steps(Line line, boolean perSecond) {
    NavigableMap<Long, Double> points = new TreeMap<>();
    Long before = null;
    for (long time : line.points().keySet()) {
      if (before != null) {
        double step = line.points().get(time) - line.points().get(before);
        points.put(time, perSecond ? step / ((time - before) / 1000.0) : step);
      }
      before = time;
    }
    return line.with(points);
  }

  private static Line running(Line line) {
    NavigableMap<Long, Double> points = new TreeMap<>();
    double sum = 0;
    for (var point : line.points().entrySet()) {
      sum += point.getValue();
      points.put(point.getKey(), sum);
    }
    return line.with(points);
  }

  private static Term fill(List<Term> arguments, String how) {
    if (how.equals("LINEAR")) {
      throw Refusals.validation("FILL with LINEAR is not offered by this environment");
    }
    boolean repeat = how.equals("REPEAT") && arguments.size() == 1;
    if (!repeat && arguments.size() != 2) {
      throw Refusals.validation("The function FILL takes time series and a number or REPEAT");
    }
    return scope -> {
      MathValue with = repeat ? null : arguments.get(1).in(scope);
      return switch (arguments.getFirst().in(scope)) {
        case Scalar scalar -> scalar;
        case Line line -> filled(line, with, scope);
        case Lines lines -> MathValue.each(lines, line -> filled(line, with, scope));
      };
    };
  }

  private static Line filled(Line line, MathValue with, MathScope scope) {
    NavigableMap<Long, Double> points = new TreeMap<>(line.points());
    scope
        .beginnings(line.period())
        .filter(time -> !points.containsKey(time))
        .forEach(
            time -> {
              Double value = with == null ? before(points, time) : at(with, time);
              if (value != null) {
                points.put(time, value);
              }
            });
    return line.with(points);
  }

  private static Double before(NavigableMap<Long, Double> points, long time) {
    Map.Entry<Long, Double> last = points.lowerEntry(time);
    return last == null ? null : last.getValue();
  }

  /** The value at a time; null where there is none. */
  private static Double at(MathValue value, long time) {
    return switch (value) {
      case Scalar scalar -> scalar.value();
      case Line line -> line.points().get(time);
      case Lines lines -> throw Refusals.validation("An array of time series was not expected");
    };
  }

  private static Term condition(List<Term> arguments) {
    if (arguments.size() < 2 || arguments.size() > 3) {
      throw Refusals.validation("The function IF takes a condition, a value and another");
    }
    return scope -> {
      MathValue condition = arguments.getFirst().in(scope);
      MathValue yes = arguments.get(1).in(scope);
      MathValue no = arguments.size() == 3 ? arguments.get(2).in(scope) : null;
      if (condition instanceof Scalar scalar) {
        return scalar.value() != 0 || no == null ? yes : no;
      }
      Line line = line("IF", condition);
      NavigableMap<Long, Double> points = new TreeMap<>();
      line.points()
          .forEach(
              (time, value) -> {
                MathValue chosen = value != 0 ? yes : no;
                Double there = chosen == null ? null : at(chosen, time);
                if (there != null) {
                  points.put(time, there);
                }
              });
      return line.with(points);
    };
  }

  private static double sum(Collection<Double> values) {
    return values.stream().mapToDouble(value -> value).sum();
  }

  private static double deviation(Collection<Double> values) {
    double mean = sum(values) / values.size();
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / values.size());
  }
}
