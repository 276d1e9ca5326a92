package ecommerce.local;

import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/** Takes data points of the services' own metrics, as they publish them to CloudWatch. */
public interface Metrics {

  /**
   * One data point, of now. Never fails and never waits: a metric does not hold up what it counts.
   *
   * @param namespace e.g. {@code AWS/Lambda}
   * @param dimensions by name, e.g. {@code FunctionName}; all that AWS would publish the point
   *     under is the recorder's affair, one call for each set of dimensions
   */
  void record(
      String namespace,
      String name,
      Map<String, String> dimensions,
      double value,
      StandardUnit unit);
}
