package ecommerce.cli.environment;

import ecommerce.cli.site.Account;
import ecommerce.cli.site.Failure;
import ecommerce.cli.site.Target;
import ecommerce.deploy.Services;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/**
 * {@code ./ecom logs}: the log lines of an environment's functions, of all services or of one, from
 * CloudWatch Logs.
 */
@Command(name = "logs", description = "Shows the functions' logs.", mixinStandardHelpOptions = true)
public final class LogsCommand implements Callable<Integer> {

  private static final Duration PAUSE = Duration.ofMillis(500);

  /** CloudWatch Logs answers few such requests a second, to a whole account. */
  private static final Duration PAUSE_ON_AWS = Duration.ofSeconds(5);

  @Spec CommandSpec spec;
  @Mixin Account account;

  @Parameters(
      arity = "0..1",
      paramLabel = "SERVICE|FUNCTION",
      description = "A part of the log group's name, or of the line's function.")
  String wanted;

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
    if (minutes < 0) {
      throw new Failure("--since " + minutes + ": 0 minutes or more to look back");
    }
    String environment = account.environment();
    List<String> services =
        Services.inOrder(Target.root()).stream().map(service -> service.name()).toList();
    LogsFilter filter = new LogsFilter(environment, services, Optional.ofNullable(wanted));
    try (CloudWatchLogsClient logs = account.client(CloudWatchLogsClient.builder())) {
      boolean found =
          print(new LogsReader(logs, filter, Instant.now().minus(Duration.ofMinutes(minutes))));
      if (!found) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(nothing(environment));
        err.flush();
      }
    }
    return 0;
  }

  private boolean print(LogsReader reader) {
    PrintWriter out = spec.commandLine().getOut();
    Duration pause = account.isLocal() ? PAUSE : PAUSE_ON_AWS;
    boolean found = false;
    do {
      for (LogsLine line : reader.next()) {
        print(out, line);
        found = true;
      }
      out.flush();
      if (follow) {
        LockSupport.parkNanos(pause.toNanos());
      }
    } while (follow);
    return found;
  }

  private String nothing(String environment) {
    String what =
        wanted == null
            ? "nothing"
            : "nothing with " + wanted + " in its log group's or its function's name";
    return what
        + " was logged in "
        + environment
        + " in the last "
        + minutes
        + " minutes; --since looks further back";
  }

  private static void print(PrintWriter out, LogsLine line) {
    LocalTime time =
        Instant.ofEpochMilli(line.timestamp()).atZone(ZoneId.systemDefault()).toLocalTime();
    String group = line.group().substring(line.group().lastIndexOf('/') + 1);
    out.printf("%s  %-16s %s%n", time.truncatedTo(ChronoUnit.MILLIS), group, line.text());
  }
}
