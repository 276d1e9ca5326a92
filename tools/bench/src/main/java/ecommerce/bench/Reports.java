package ecommerce.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/**
 * The REPORT lines of all functions, from CloudWatch Logs. A report does not name its function, and the functions of a service
 * share a log group: the function is the one that the JSON lines of the same stream name.
 */
final class Reports {

  private static final Pattern PHYSICAL = Pattern.compile("ecommerce-[a-z0-9]+-(.+)-([A-Za-z0-9]+)-[A-Za-z0-9]+");
  private static final long QUIET_MILLISECONDS = 2500;

  private final CloudWatchLogsClient logs;

  Reports(CloudWatchLogsClient logs) {
    this.logs = logs;
  }

  /** @param milliseconds of the epoch */
  List<Report> since(long milliseconds) {
    List<Report> reports = new ArrayList<>();
    for (LogGroup group : logs.describeLogGroupsPaginator().logGroups()) {
      List<FilteredLogEvent> events =
          logs.filterLogEventsPaginator(r -> r.logGroupName(group.logGroupName()).startTime(milliseconds - 60_000))
              .events()
              .stream()
              .toList();
      Map<String, String> functions = functions(events);
      for (FilteredLogEvent event : events) {
        if (event.timestamp() >= milliseconds && event.message().startsWith("REPORT ")) {
          String function = functions.getOrDefault(event.logStreamName(), group.logGroupName() + " (unknown)");
          reports.add(Report.of(event.message(), function, event.timestamp()));
        }
      }
    }
    return reports;
  }

  /** As {@link #since}, when nothing has been reported for a while. */
  List<Report> onceQuiet(long milliseconds) {
    while (true) {
      List<Report> reports = since(milliseconds);
      long last = reports.stream().mapToLong(Report::ended).max().orElse(milliseconds);
      if (System.currentTimeMillis() - last > QUIET_MILLISECONDS) {
        return reports;
      }
      LockSupport.parkNanos(300_000_000);
    }
  }

  private static Map<String, String> functions(List<FilteredLogEvent> events) {
    Map<String, String> functions = new HashMap<>();
    for (FilteredLogEvent event : events) {
      if (event.message().startsWith("{") && !functions.containsKey(event.logStreamName())) {
        try {
          String name = Http.JSON.readTree(event.message()).path("function").asText();
          if (!name.isEmpty()) {
            functions.put(event.logStreamName(), readable(name));
          }
        } catch (JsonProcessingException e) {
          // A line of somebody else's that only looks like JSON.
        }
      }
    }
    return functions;
  }

  /** {@code ecommerce-dev-orders-GetOrder-1A2B} → {@code orders GetOrder}. */
  static String readable(String physicalName) {
    Matcher parts = PHYSICAL.matcher(physicalName);
    return parts.matches() ? parts.group(1) + " " + parts.group(2) : physicalName;
  }
}
