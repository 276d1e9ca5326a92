package ecommerce.cli.environment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/**
 * Reads an environment's log groups as they grow: each line once, and never again what is older
 * than a group's newest line by more than {@link #LATE}.
 */
final class LogsReader {

  /** How much older than others of its group a line may be that comes after them. */
  private static final Duration LATE = Duration.ofSeconds(2);

  private final CloudWatchLogsClient logs;
  private final LogsFilter filter;
  private final long start;
  private final Map<String, Long> since = new HashMap<>();
  private Set<LogsLine> before = Set.of();

  LogsReader(CloudWatchLogsClient logs, LogsFilter filter, Instant start) {
    this.logs = logs;
    this.filter = filter;
    this.start = start.toEpochMilli();
  }

  /** What came since the last time and is meant, the oldest first. */
  List<LogsLine> next() {
    // A group is read from where it was read from before or later: what was seen then is enough.
    Set<LogsLine> seen = new HashSet<>();
    List<LogsLine> news = new ArrayList<>();
    for (LogGroup group :
        logs.describeLogGroupsPaginator(r -> r.logGroupNamePrefix(filter.prefix())).logGroups()) {
      if (filter.isOfEnvironment(group.logGroupName())) {
        for (LogsLine line : read(group.logGroupName())) {
          seen.add(line);
          if (!before.contains(line) && filter.matches(line)) {
            news.add(line);
          }
        }
      }
    }
    before = seen;
    news.sort(Comparator.comparingLong(LogsLine::timestamp));
    return news;
  }

  private List<LogsLine> read(String group) {
    long from = since.getOrDefault(group, start);
    long newest = from;
    List<LogsLine> lines = new ArrayList<>();
    for (FilteredLogEvent event :
        logs.filterLogEventsPaginator(r -> r.logGroupName(group).startTime(from)).events()) {
      lines.add(
          new LogsLine(
              event.eventId(),
              event.timestamp(),
              group,
              event.logStreamName(),
              event.message().strip()));
      newest = Math.max(newest, event.timestamp() - LATE.toMillis());
    }
    since.put(group, newest);
    return lines;
  }
}
