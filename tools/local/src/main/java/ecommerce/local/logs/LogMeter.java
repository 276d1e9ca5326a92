package ecommerce.local.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ecommerce.local.Metrics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/**
 * What log events are counted as: their number and bytes by group, and the metrics that a line
 * carries in the embedded metric format. A line that is not quite in that format is a line like any
 * other.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     Embedded metric format</a>
 */
record LogMeter(Metrics metrics) {

  private static final String NAMESPACE = "AWS/Logs";
  private static final ObjectMapper JSON = new ObjectMapper();

  void taken(String group, String message) {
    Map<String, String> dimensions = Map.of("LogGroupName", group);
    int bytes = message.getBytes(StandardCharsets.UTF_8).length;
    metrics.record(NAMESPACE, "IncomingLogEvents", dimensions, 1, StandardUnit.COUNT);
    metrics.record(NAMESPACE, "IncomingBytes", dimensions, bytes, StandardUnit.BYTES);
    if (message.startsWith("{") && message.contains("\"CloudWatchMetrics\"")) {
      embedded(message);
    }
  }

  private void embedded(String message) {
    try {
      JsonNode line = JSON.readTree(message);
      for (JsonNode directive : line.path("_aws").path("CloudWatchMetrics")) {
        for (JsonNode set : directive.path("Dimensions")) {
          dimensions(line, set).ifPresent(dimensions -> directive(line, directive, dimensions));
        }
      }
    } catch (JsonProcessingException e) {
      // No JSON, so no metric.
    }
  }

  /** Empty where one of them has no value in the line. */
  private static Optional<Map<String, String>> dimensions(JsonNode line, JsonNode names) {
    Map<String, String> dimensions = new TreeMap<>();
    for (JsonNode name : names) {
      JsonNode value = line.path(name.asText());
      if (!value.isTextual()) {
        return Optional.empty();
      }
      dimensions.put(name.asText(), value.textValue());
    }
    return Optional.of(dimensions);
  }

  private void directive(JsonNode line, JsonNode directive, Map<String, String> dimensions) {
    for (JsonNode metric : directive.path("Metrics")) {
      String name = metric.path("Name").asText();
      StandardUnit unit = StandardUnit.fromValue(metric.path("Unit").asText("None"));
      JsonNode value = line.path(name);
      Iterable<JsonNode> values = value.isArray() ? value : java.util.List.of(value);
      for (JsonNode each : values) {
        if (each.isNumber()) {
          String namespace = directive.path("Namespace").asText();
          metrics.record(namespace, name, dimensions, each.doubleValue(), unit);
        }
      }
    }
  }
}
