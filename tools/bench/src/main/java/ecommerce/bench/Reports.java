package ecommerce.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/**
 * The REPORT lines of all functions, from CloudWatch Logs. A report does not name its function; the
 * log stream does.
 */
final class Reports {

  private static final Pattern PHYSICAL =
      Pattern.compile("ecommerce-[a-z0-9]+-(.+)-([A-Za-z0-9]+)-[A-Za-z0-9]+");
  private static final Pattern STREAM = Pattern.compile("\\d{4}/\\d\\d/\\d\\d/(.+)\\[[^]]+].*");
  private static final long QUIET_MILLISECONDS = 2500;

  private final CloudWatchLogsClient logs;

  Reports(CloudWatchLogsClient logs) {
    this.logs = logs;
  }

  /**
   * @param milliseconds of the epoch
   */
  List<Report> since(long milliseconds) {
    List<Report> reports = new ArrayList<>();
    for (LogGroup group : logs.describeLogGroupsPaginator().logGroups()) {
      List<FilteredLogEvent> events =
          logs
              .filterLogEventsPaginator(
                  r ->
                      r.logGroupName(group.logGroupName())
                          .startTime(milliseconds)
                          .filterPattern("REPORT"))
              .events()
              .stream()
              .toList();
      for (FilteredLogEvent event : events) {
        if (event.message().startsWith("REPORT ")) {
          String function = function(group.logGroupName(), event.logStreamName());
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

  /**
   * {@code 2026/11/23/NAME[$LATEST]…}, or {@code /aws/lambda/NAME} with streams that do not name
   * it.
   */
  static String function(String logGroup, String logStream) {
    Matcher shared = STREAM.matcher(logStream);
    return readable(shared.matches() ? shared.group(1) : logGroup.replace("/aws/lambda/", ""));
  }

  /** {@code ecommerce-dev-orders-GetOrder-1A2B} → {@code orders GetOrder}. */
  static String readable(String physicalName) {
    Matcher parts = PHYSICAL.matcher(physicalName);
    return parts.matches() ? parts.group(1) + " " + parts.group(2) : physicalName;
  }
}
