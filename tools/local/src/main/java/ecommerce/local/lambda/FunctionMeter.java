package ecommerce.local.lambda;

import ecommerce.local.Metrics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/**
 * The metrics that Lambda publishes of a function: by its name, and by its name with the resource
 * (the function, or {@code function:alias}) that was invoked.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">Lambda's
 *     metrics</a>
 */
final class FunctionMeter {

  private static final String NAMESPACE = "AWS/Lambda";

  private final Metrics metrics;
  private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();

  FunctionMeter(Metrics metrics) {
    this.metrics = metrics;
  }

  /**
   * @param resource what was invoked: {@code function} or {@code function:qualifier}
   */
  void started(String function, String resource) {
    int now = running.computeIfAbsent(function, any -> new AtomicInteger()).incrementAndGet();
    record("ConcurrentExecutions", function, resource, now, StandardUnit.COUNT);
  }

  void ended(String function, String resource, boolean failed, double milliseconds) {
    running.get(function).decrementAndGet();
    record("Invocations", function, resource, 1, StandardUnit.COUNT);
    record("Errors", function, resource, failed ? 1 : 0, StandardUnit.COUNT);
    record("Throttles", function, resource, 0, StandardUnit.COUNT);
    record("Duration", function, resource, milliseconds, StandardUnit.MILLISECONDS);
  }

  void throttled(String function, String resource) {
    record("Throttles", function, resource, 1, StandardUnit.COUNT);
  }

  /** An asynchronous event was accepted, or in the end dropped, or its result reached nobody. */
  void event(String metric, String function) {
    record(metric, function, function, 1, StandardUnit.COUNT);
  }

  /** How old the last record of a batch was when the function got it. */
  void iteratorAge(String function, String resource, double milliseconds) {
    record("IteratorAge", function, resource, milliseconds, StandardUnit.MILLISECONDS);
  }

  private void record(
      String name, String function, String resource, double value, StandardUnit unit) {
    for (Map<String, String> dimensions :
        List.of(
            Map.of("FunctionName", function),
            Map.of("FunctionName", function, "Resource", resource))) {
      metrics.record(NAMESPACE, name, dimensions, value, unit);
    }
  }
}
