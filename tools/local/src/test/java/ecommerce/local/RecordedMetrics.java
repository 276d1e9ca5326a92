package ecommerce.local;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/** Metrics that are remembered, for tests to look at. */
public final class RecordedMetrics implements Metrics {

  public record Point(
      String namespace,
      String name,
      Map<String, String> dimensions,
      double value,
      StandardUnit unit) {}

  private final List<Point> points = new CopyOnWriteArrayList<>();

  @Override
  public void record(
      String namespace,
      String name,
      Map<String, String> dimensions,
      double value,
      StandardUnit unit) {
    points.add(new Point(namespace, name, Map.copyOf(dimensions), value, unit));
  }

  /** The values of a metric with exactly these dimensions, in order. */
  public List<Double> values(String name, Map<String, String> dimensions) {
    return points.stream()
        .filter(point -> point.name().equals(name) && point.dimensions().equals(dimensions))
        .map(Point::value)
        .toList();
  }
}
