package ecommerce.local.apigateway;

import ecommerce.local.Metrics;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/**
 * The metrics that API Gateway publishes: of REST APIs by {@code ApiName}, with {@code Stage}, and
 * where a stage's method has detailed metrics with {@code Method} and {@code Resource} too; of
 * WebSocket APIs by {@code ApiId} and {@code Stage}.
 */
record StageMeter(Metrics metrics) {

  private static final String NAMESPACE = "AWS/ApiGateway";

  /**
   * Of which API, stage and method; {@code method} and {@code resource} are empty where unknown.
   */
  record Place(String api, String stage, String method, String resource, boolean detailed) {}

  void answered(Place place, int status, double milliseconds) {
    record("Count", place, 1, StandardUnit.COUNT);
    record("4XXError", place, status / 100 == 4 ? 1 : 0, StandardUnit.COUNT);
    record("5XXError", place, status / 100 == 5 ? 1 : 0, StandardUnit.COUNT);
    record("Latency", place, milliseconds, StandardUnit.MILLISECONDS);
  }

  void integrated(Place place, double milliseconds) {
    record("IntegrationLatency", place, milliseconds, StandardUnit.MILLISECONDS);
  }

  private void record(String name, Place place, double value, StandardUnit unit) {
    List<Map<String, String>> sets =
        place.detailed()
            ? List.of(
                Map.of("ApiName", place.api()),
                Map.of("ApiName", place.api(), "Stage", place.stage()),
                Map.of(
                    "ApiName",
                    place.api(),
                    "Stage",
                    place.stage(),
                    "Method",
                    place.method(),
                    "Resource",
                    place.resource()))
            : List.of(
                Map.of("ApiName", place.api()),
                Map.of("ApiName", place.api(), "Stage", place.stage()));
    sets.forEach(dimensions -> metrics.record(NAMESPACE, name, dimensions, value, unit));
  }

  /**
   * @param name {@code ConnectCount}, {@code MessageCount}, {@code ClientError} …
   */
  void socket(ApiPath path, String name) {
    for (Map<String, String> dimensions :
        List.of(
            Map.of("ApiId", path.apiId()), Map.of("ApiId", path.apiId(), "Stage", path.stage()))) {
      metrics.record(NAMESPACE, name, dimensions, 1, StandardUnit.COUNT);
    }
  }
}
