package ecommerce.local.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a query knows of an event: its own fields, and those that are found in its message. */
final class InsightsRows {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST = 200;
  private static final Pattern LAMBDA =
      Pattern.compile("^(START|END|REPORT) RequestId: (\\S+)", Pattern.DOTALL);
  private static final Map<String, Pattern> REPORT =
      Map.of(
          "@duration", Pattern.compile("\\tDuration: ([0-9.]+) ms"),
          "@billedDuration", Pattern.compile("\\tBilled Duration: ([0-9.]+) ms"),
          "@initDuration", Pattern.compile("\\tInit Duration: ([0-9.]+) ms"),
          "@memorySize", Pattern.compile("\\tMemory Size: ([0-9.]+) MB"),
          "@maxMemoryUsed", Pattern.compile("\\tMax Memory Used: ([0-9.]+) MB"));

  private InsightsRows() {}

  static Map<String, Object> of(LogEvent event, String log) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("@timestamp", Instant.ofEpochMilli(event.timestamp()));
    row.put("@ingestionTime", Instant.ofEpochMilli(event.ingestion()));
    row.put("@message", event.message());
    row.put("@logStream", event.stream());
    row.put("@log", log);
    row.put("@ptr", event.eventId());
    if (event.message().stripLeading().startsWith("{")) {
      try {
        flatten("", JSON.readTree(event.message()), row);
      } catch (JsonProcessingException e) {
        // A line that is no JSON has no fields.
      }
    } else {
      lambda(event.message(), row);
    }
    return row;
  }

  private static void flatten(String path, JsonNode node, Map<String, Object> row) {
    if (row.size() > MOST) {
      return;
    }
    if (node.isContainerNode()) {
      String prefix = path.isEmpty() ? "" : path + ".";
      if (node.isArray()) {
        for (int i = 0; i < node.size(); i++) {
          flatten(prefix + i, node.get(i), row);
        }
      } else {
        node.properties().forEach(each -> flatten(prefix + each.getKey(), each.getValue(), row));
      }
    } else if (node.isNumber()) {
      row.putIfAbsent(path, node.doubleValue());
    } else if (!node.isNull()) {
      row.putIfAbsent(path, node.asText());
    }
  }

  /** What Lambda's own lines say; memory in bytes, as Logs Insights has it. */
  private static void lambda(String message, Map<String, Object> row) {
    Matcher line = LAMBDA.matcher(message);
    if (!line.find()) {
      return;
    }
    row.put("@type", line.group(1));
    row.put("@requestId", line.group(2));
    if (line.group(1).equals("REPORT")) {
      REPORT.forEach(
          (name, pattern) -> {
            Matcher value = pattern.matcher(message);
            if (value.find()) {
              double number = Double.parseDouble(value.group(1));
              row.put(name, name.contains("emory") ? number * 1_000_000 : number);
            }
          });
    }
  }
}
