package ecommerce.local.cloudwatch;

import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is told of a point: one of the simple statistics, or a percentile. */
record Statistic(String name, ToDoubleFunction<Point> of) {

  private static final Pattern PERCENTILE = Pattern.compile("[pP](\\d{1,2}(?:\\.\\d{1,10})?|100)");

  /**
   * @throws ecommerce.local.wire.Fault naming a statistic that does not exist or is not offered
   */
  static Statistic named(String name) {
    return switch (name) {
      case "SampleCount" -> new Statistic(name, Point::samples);
      case "Sum" -> new Statistic(name, Point::sum);
      case "Average" -> new Statistic(name, Point::average);
      case "Minimum" -> new Statistic(name, Point::minimum);
      case "Maximum" -> new Statistic(name, Point::maximum);
      default -> percentile(name);
    };
  }

  private static Statistic percentile(String name) {
    Matcher percentile = PERCENTILE.matcher(name);
    if (percentile.matches()) {
      double percent = Double.parseDouble(percentile.group(1));
      return new Statistic(name, point -> point.percentile(percent));
    }
    if (name.matches("(?i)(tm|wm|tc|ts|pr)(\\d.*|\\(.*\\))|iqm")) {
      throw Refusals.invalid("The statistic " + name + " is not offered by this environment");
    }
    throw Refusals.invalid("The value " + name + " for parameter Statistic is not supported.");
  }

  OptionalDouble value(Point point) {
    double value = of.applyAsDouble(point);
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
