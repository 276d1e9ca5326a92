package ecommerce.local.apigateway;

import ecommerce.local.LogSink;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The access logs of REST stages: one line a request, in the stage's own format, to a log group.
 */
record AccessLogs(LogSink sink) {

  private static final Pattern GROUP =
      Pattern.compile("arn:[^:]+:logs:[^:]*:[^:]*:log-group:([^:]+)(:\\*)?");

  /**
   * Refuses a destination that is no log group, and a format without the request's id, as API
   * Gateway does.
   */
  static void check(SavedStage.AccessLog log) {
    boolean none = log.destination().isEmpty() && log.format().isEmpty();
    if (!none && !GROUP.matcher(log.destination()).matches()) {
      throw Patches.badRequest(
          "Invalid ARN specified in the request: '" + log.destination() + "' is no log group");
    }
    if (!none
        && !log.format().contains("$context.requestId")
        && !log.format().contains("$context.extendedRequestId")) {
      throw Patches.badRequest("Invalid access log format: it must have $context.requestId");
    }
  }

  void write(SavedStage stage, Instant time, Variables variables) {
    Matcher group = GROUP.matcher(stage.accessLog().destination());
    if (group.matches()) {
      String stream = stage.apiId() + "/" + stage.name();
      sink.write(group.group(1), stream, time, variables.fill(stage.accessLog().format(), "-"));
    }
  }
}
