package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.AccessDenied;
import ecommerce.local.Account;
import ecommerce.local.Authorizer;
import ecommerce.local.Identity;
import ecommerce.local.LogSink;
import ecommerce.local.Permission;
import ecommerce.local.wire.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.appsync.model.LogConfig;

/**
 * The logs of APIs that want them, in {@code /aws/appsync/apis/ID}: one line a request, and at the
 * level ERROR one for each of its errors. Never a query, a variable, a header or a result: the
 * levels that would log those are refused.
 */
record ApiLog(
    LogSink sink, InstantSource clock, Account account, Sessions sessions, Authorizer authorizer) {

  private static final Logger LOG = LoggerFactory.getLogger("aws.appsync");
  private static final Set<String> LEVELS = Set.of("NONE", "ERROR");

  /** Refuses what is not offered, and a role that AppSync may not take. */
  void check(LogConfig config, String apiArn) {
    if (config == null) {
      return;
    }
    Refusals.when(
        !LEVELS.contains(config.fieldLogLevelAsString()),
        "logConfig.fieldLogLevel "
            + config.fieldLogLevelAsString()
            + " is not supported here: NONE and ERROR are");
    Refusals.when(
        !Boolean.TRUE.equals(config.excludeVerboseContent()),
        "logConfig.excludeVerboseContent must be true: verbose content is never logged here");
    try {
      sessions.of(config.cloudWatchLogsRoleArn(), apiArn);
    } catch (AccessDenied e) {
      Refusals.when(true, "logConfig.cloudWatchLogsRoleArn: " + e.getMessage());
    }
  }

  /** Writes as the role that the API gives its logs: what that may not write is not there. */
  void write(LogConfig config, String apiId, HttpResponse answer, double milliseconds) {
    if (config == null || !mayWrite(config, apiId)) {
      return;
    }
    String requestId = answer.headers().first("x-amzn-requestid").orElse("");
    ObjectNode summary = line("RequestSummary", apiId, requestId);
    summary.put("statusCode", answer.status()).put("latency", Math.round(milliseconds * 1e6));
    write(apiId, summary);
    JsonNode errors = Json.read(new String(answer.body(), StandardCharsets.UTF_8)).path("errors");
    if (config.fieldLogLevelAsString().equals("ERROR")) {
      for (JsonNode error : errors) {
        ObjectNode told = line("ExecutionError", apiId, requestId);
        told.set("path", error.path("path"));
        told.put("errorType", error.path("errorType").asText(""));
        told.put("message", error.path("message").asText());
        write(apiId, told);
      }
    }
  }

  private boolean mayWrite(LogConfig config, String apiId) {
    try {
      Identity role =
          sessions
              .of(config.cloudWatchLogsRoleArn(), account.arn("appsync", "apis/" + apiId))
              .identity();
      String streams = account.arn("logs", "log-group:" + group(apiId) + ":log-stream:" + stream());
      authorizer.require(role, Permission.of("logs:CreateLogStream", streams));
      authorizer.require(role, Permission.of("logs:PutLogEvents", streams));
      return true;
    } catch (AccessDenied e) {
      LOG.warn("the log of API {} is not written: {}", apiId, e.getMessage());
      return false;
    }
  }

  private static String group(String apiId) {
    return "/aws/appsync/apis/" + apiId;
  }

  /** One an hour. */
  private String stream() {
    return clock.instant().toString().substring(0, 13);
  }

  private static ObjectNode line(String type, String apiId, String requestId) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("logType", type)
        .put("requestId", requestId)
        .put("graphQLAPIId", apiId);
  }

  private void write(String apiId, ObjectNode line) {
    sink.write(group(apiId), stream(), clock.instant(), line.toString());
  }
}
