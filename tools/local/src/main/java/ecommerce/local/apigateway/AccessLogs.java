package ecommerce.local.apigateway;

import ecommerce.local.LogSink;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The access logs of stages: one line a request, in the stage's own format, to a log group. */
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

  void write(SavedStage.AccessLog log, String stream, Instant time, Variables variables) {
    Matcher group = GROUP.matcher(log.destination());
    if (group.matches()) {
      sink.write(group.group(1), stream, time, variables.fill(log.format(), "-"));
    }
  }
}
