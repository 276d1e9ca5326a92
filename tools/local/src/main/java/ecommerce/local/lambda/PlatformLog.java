package ecommerce.local.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Lambda's own lines in a function's log: START, END, REPORT, as text or, where the function logs
 * JSON, as JSON.
 */
record PlatformLog(Function function, EnvironmentLog log) {

  /** What a report says. */
  record Report(
      String requestId,
      double milliseconds,
      Optional<StartReport> start,
      Optional<Long> usedMegabytes,
      String status) {}

  void start(String requestId, Instant time) {
    if (function.jsonLogs()) {
      event(time, "platform.start", record(requestId).put("version", function.version()));
    } else {
      log.write("START RequestId: " + requestId + " Version: " + function.version());
    }
  }

  void end(Report report, Instant time) {
    long billed =
        (long)
            Math.ceil(report.milliseconds() + report.start().map(StartReport::billed).orElse(0.0));
    long used =
        Math.min(report.usedMegabytes().orElse((long) function.memory()), function.memory());
    if (function.jsonLogs()) {
      ObjectNode metrics = JsonNodeFactory.instance.objectNode();
      metrics.put("durationMs", rounded(report.milliseconds())).put("billedDurationMs", billed);
      metrics.put("memorySizeMB", function.memory()).put("maxMemoryUsedMB", used);
      report.start().ifPresent(start -> put(metrics, start));
      ObjectNode record = record(report.requestId()).put("status", report.status());
      record.set("metrics", metrics);
      event(time, "platform.report", record);
      return;
    }
    log.write("END RequestId: " + report.requestId());
    StringBuilder line = new StringBuilder("REPORT RequestId: " + report.requestId());
    line.append(
        String.format(
            Locale.ROOT,
            "\tDuration: %.2f ms\tBilled Duration: %d ms",
            report.milliseconds(),
            billed));
    line.append("\tMemory Size: ")
        .append(function.memory())
        .append(" MB\tMax Memory Used: ")
        .append(used)
        .append(" MB");
    report.start().map(PlatformLog::text).ifPresent(line::append);
    if (!report.status().equals("success")) {
      line.append("\tStatus: ").append(report.status());
    }
    log.write(line.append('\t').toString());
  }

  private static void put(ObjectNode metrics, StartReport start) {
    if (start.restored()) {
      metrics.put("restoreDurationMs", rounded(start.milliseconds()));
      metrics.put("billedRestoreDurationMs", (long) Math.ceil(start.billed()));
    } else {
      metrics.put("initDurationMs", rounded(start.milliseconds()));
    }
  }

  private static String text(StartReport start) {
    return start.restored()
        ? String.format(
            Locale.ROOT,
            "\tRestore Duration: %.2f ms\tBilled Restore Duration: %d ms",
            start.milliseconds(),
            (long) Math.ceil(start.billed()))
        : String.format(Locale.ROOT, "\tInit Duration: %.2f ms", start.milliseconds());
  }

  private static ObjectNode record(String requestId) {
    return JsonNodeFactory.instance.objectNode().put("requestId", requestId);
  }

  private void event(Instant time, String type, ObjectNode record) {
    ObjectNode event =
        JsonNodeFactory.instance.objectNode().put("time", time.toString()).put("type", type);
    event.set("record", record);
    log.write(event.toString());
  }

  private static double rounded(double milliseconds) {
    return Math.round(milliseconds * 100) / 100.0;
  }
}
