package ecommerce.local.appsync;

import ecommerce.local.Metrics;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/** The metrics that AppSync publishes of an API, by {@code GraphQLAPIId}. */
record ApiMeter(Metrics metrics) {

  private static final String NAMESPACE = "AWS/AppSync";

  void answered(String apiId, int status, double milliseconds) {
    Map<String, String> dimensions = Map.of("GraphQLAPIId", apiId);
    metrics.record(NAMESPACE, "Requests", dimensions, 1, StandardUnit.COUNT);
    metrics.record(NAMESPACE, "Latency", dimensions, milliseconds, StandardUnit.MILLISECONDS);
    metrics.record(
        NAMESPACE, "4XXError", dimensions, status / 100 == 4 ? 1 : 0, StandardUnit.COUNT);
    metrics.record(
        NAMESPACE, "5XXError", dimensions, status / 100 == 5 ? 1 : 0, StandardUnit.COUNT);
  }
}
