package ecommerce.local.cloudwatch;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** What an expression of metric math gives. */
sealed interface MathValue {

  record Scalar(double value) implements MathValue {}

  /**
   * A time series.
   *
   * @param period in seconds
   */
  record Line(String label, int period, NavigableMap<Long, Double> points) implements MathValue {

    /** The same series with other values; one that is no number is left out. */
    Line map(DoubleUnaryOperator change) {
      NavigableMap<Long, Double> changed = new TreeMap<>();
      points.forEach((time, value) -> put(changed, time, change.applyAsDouble(value)));
      return new Line(label, period, changed);
    }

    Line with(NavigableMap<Long, Double> others) {
      return new Line(label, period, others);
    }

    Line labelled(String other) {
      return new Line(other, period, points);
    }
  }

  /** Several time series, as {@code METRICS()} gives them. */
  record Lines(List<Line> lines) implements MathValue {
    public Lines {
      lines = List.copyOf(lines);
    }
  }

  static void put(NavigableMap<Long, Double> points, long time, double value) {
    if (Double.isFinite(value)) {
      points.put(time, value);
    }
  }

  /**
   * An operator between two values: series meet at the times that both have; several series meet
   * another value one by one.
   */
  static MathValue combine(MathValue left, MathValue right, DoubleBinaryOperator operator) {
    return switch (left) {
      case Scalar a ->
          switch (right) {
            case Scalar b -> new Scalar(operator.applyAsDouble(a.value(), b.value()));
            case Line b -> b.map(value -> operator.applyAsDouble(a.value(), value));
            case Lines b -> each(b, line -> combine(a, line, operator));
          };
      case Line a ->
          switch (right) {
            case Scalar b -> a.map(value -> operator.applyAsDouble(value, b.value()));
            case Line b -> meet(a, b, operator);
            case Lines b -> each(b, line -> combine(a, line, operator));
          };
      case Lines a -> {
        if (right instanceof Lines) {
          throw Refusals.validation("An operator cannot take two arrays of time series");
        }
        yield each(a, line -> combine(line, right, operator));
      }
    };
  }

  private static Line meet(Line a, Line b, DoubleBinaryOperator operator) {
    NavigableMap<Long, Double> both = new TreeMap<>();
    a.points()
        .forEach(
            (time, value) -> {
              Double other = b.points().get(time);
              if (other != null) {
                put(both, time, operator.applyAsDouble(value, other));
              }
            });
    return a.with(both);
  }

  static Lines each(Lines lines, java.util.function.Function<Line, MathValue> change) {
    return new Lines(lines.lines().stream().map(line -> (Line) change.apply(line)).toList());
  }
}
