package ecommerce.local.codebuild;

import ecommerce.local.AccessDenied;
import ecommerce.local.Account;
import ecommerce.local.Authorizer;
import ecommerce.local.Identity;
import ecommerce.local.LogSink;
import ecommerce.local.Permission;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.CloudWatchLogsConfig;
import software.amazon.awssdk.services.codebuild.model.LogsConfigStatusType;
import software.amazon.awssdk.services.codebuild.model.LogsLocation;
import software.amazon.awssdk.services.codebuild.model.Project;

/**
 * A build's log: what commands print as it is, and what CodeBuild itself says after {@code
 * [Container]} and the time. Goes nowhere where the project's logs are disabled.
 *
 * @param group empty where nothing is kept
 */
record BuildLog(LogSink sink, InstantSource clock, Optional<String> group, String stream) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

  static BuildLog of(LogSink sink, InstantSource clock, Build build) {
    LogsLocation logs = build.logs();
    return new BuildLog(
        sink,
        clock,
        Optional.ofNullable(logs.groupName()),
        logs.streamName() == null ? "" : logs.streamName());
  }

  /** Where the log of a build is found. */
  static LogsLocation location(Account account, Project project, String buildId) {
    CloudWatchLogsConfig wanted =
        project.logsConfig() == null || project.logsConfig().cloudWatchLogs() == null
            ? CloudWatchLogsConfig.builder().status(LogsConfigStatusType.ENABLED).build()
            : project.logsConfig().cloudWatchLogs();
    if (wanted.status() == LogsConfigStatusType.DISABLED) {
      return LogsLocation.builder().cloudWatchLogs(wanted).build();
    }
    String group =
        wanted.groupName() == null ? "/aws/codebuild/" + project.name() : wanted.groupName();
    String id = buildId.substring(buildId.indexOf(':') + 1);
    String stream = wanted.streamName() == null ? id : wanted.streamName() + "/" + id;
    return LogsLocation.builder()
        .groupName(group)
        .streamName(stream)
        .cloudWatchLogs(wanted)
        .cloudWatchLogsArn(account.arn("logs", "log-group:" + group + ":log-stream:" + stream))
        .build();
  }

  /**
   * @throws Failure where the role may not write there
   */
  void require(Authorizer authorizer, Identity role, Account account) {
    if (group.isEmpty()) {
      return;
    }
    String arn = account.arn("logs", "log-group:" + group.get() + ":log-stream:" + stream);
    for (String action : List.of("logs:CreateLogStream", "logs:PutLogEvents")) {
      try {
        authorizer.require(role, Permission.of(action, arn));
      } catch (AccessDenied e) {
        throw new Failure(
            "ACCESS_DENIED",
            "Service role does not allow AWS CodeBuild to write its log: " + e.getMessage());
      }
    }
  }

  /** What CodeBuild says. */
  void say(String text) {
    line("[Container] " + TIME.format(clock.instant()) + " " + text);
  }

  /** What a command prints. */
  void line(String text) {
    group.ifPresent(name -> sink.write(name, stream, clock.instant(), text + "\n"));
  }
}
