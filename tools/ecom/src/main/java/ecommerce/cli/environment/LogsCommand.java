package ecommerce.cli.environment;

import ecommerce.cli.site.Aws;
import ecommerce.cli.site.RunningEnvironment;
import ecommerce.cli.site.Target;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/**
 * {@code ./ecom logs}: the functions' log lines, of all services or of one, from CloudWatch Logs.
 */
@Command(name = "logs", description = "Shows the functions' logs.", mixinStandardHelpOptions = true)
public final class LogsCommand implements Callable<Integer> {

  private static final Duration PAUSE = Duration.ofMillis(500);

  private record Line(String id, long timestamp, String group, String text) {}

  @Spec CommandSpec spec;
  @Mixin Target target;

  @Parameters(
      arity = "0..1",
      paramLabel = "SERVICE|FUNCTION",
      description = "A part of the log group's name, or of the line's function.")
  String filter;

  @Option(names = "--follow", description = "Goes on until Ctrl-C.")
  boolean follow;

  @Option(
      names = "--since",
      paramLabel = "MINUTES",
      defaultValue = "15",
      description = "How far to look back (default: 15).")
  int minutes;

  @Override
  public Integer call() {
    RunningEnvironment running = target.running();
    PrintWriter out = spec.commandLine().getOut();
    Set<String> printed = new HashSet<>();
    boolean found = false;
    long since = Instant.now().minus(Duration.ofMinutes(minutes)).toEpochMilli();
    try (CloudWatchLogsClient logs =
        new Aws(running.endpoint(), running.region(), running.environment()).logs()) {
      do {
        for (Line line : lines(logs, since)) {
          if (printed.add(line.id()) && matches(line)) {
            print(out, line);
            found = true;
            since = Math.max(since, line.timestamp() - 2000);
          }
        }
        out.flush();
        if (follow) {
          LockSupport.parkNanos(PAUSE.toNanos());
        }
      } while (follow);
    }
    if (!found) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(nothing());
      err.flush();
    }
    return 0;
  }

  private List<Line> lines(CloudWatchLogsClient logs, long since) {
    List<Line> lines = new ArrayList<>();
    for (LogGroup group : logs.describeLogGroupsPaginator().logGroups()) {
      var pages =
          logs.filterLogEventsPaginator(r -> r.logGroupName(group.logGroupName()).startTime(since));
      for (FilteredLogEvent event : pages.events()) {
        lines.add(
            new Line(
                event.eventId(), event.timestamp(), group.logGroupName(), event.message().strip()));
      }
    }
    lines.sort(Comparator.comparingLong(Line::timestamp));
    return lines;
  }

  private boolean matches(Line line) {
    return filter == null || line.group().contains(filter) || line.text().contains(filter);
  }

  private String nothing() {
    String what = filter == null ? "nothing" : "nothing with " + filter + " in its group or line";
    return what + " was logged in the last " + minutes + " minutes; --since looks further back";
  }

  private static void print(PrintWriter out, Line line) {
    LocalTime time =
        Instant.ofEpochMilli(line.timestamp()).atZone(ZoneId.systemDefault()).toLocalTime();
    String service = line.group().substring(line.group().lastIndexOf('/') + 1);
    out.printf("%s  %-16s %s%n", time.truncatedTo(ChronoUnit.MILLIS), service, line.text());
  }
}
