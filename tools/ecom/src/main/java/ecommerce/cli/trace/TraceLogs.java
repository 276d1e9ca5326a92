package ecommerce.cli.trace;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** The log lines of invocations, by their request ids. */
final class TraceLogs {

  private static final Duration MARGIN = Duration.ofSeconds(15);

  private final CloudWatchLogsClient logs;
  private final LambdaClient functions;
  private final Map<String, String> groups = new HashMap<>();

  TraceLogs(CloudWatchLogsClient logs, LambdaClient functions) {
    this.logs = logs;
    this.functions = functions;
  }

  /** Without the lines that say only that it began and ended. */
  List<String> of(TraceRow invocation) {
    String group =
        invocation.logGroup().isEmpty()
            ? groups.computeIfAbsent(invocation.function(), this::group)
            : invocation.logGroup();
    try {
      return logs
          .filterLogEventsPaginator(
              filter ->
                  filter
                      .logGroupName(group)
                      .startTime(invocation.start().minus(MARGIN).toEpochMilli())
                      .endTime(invocation.end().plus(MARGIN).toEpochMilli())
                      .filterPattern("\"" + invocation.requestId() + "\""))
          .events()
          .stream()
          .map(FilteredLogEvent::message)
          .map(String::strip)
          .filter(line -> !isFrame(line))
          .toList();
    } catch (ResourceNotFoundException e) {
      return List.of("the log group " + group + " is gone");
    }
  }

  private static boolean isFrame(String line) {
    return line.startsWith("START RequestId")
        || line.startsWith("END RequestId")
        || line.contains("\"type\":\"platform.start\"")
        || line.contains("\"type\":\"platform.runtimeDone\"");
  }

  private String group(String function) {
    try {
      return functions
          .getFunctionConfiguration(get -> get.functionName(function))
          .loggingConfig()
          .logGroup();
    } catch (software.amazon.awssdk.services.lambda.model.ResourceNotFoundException e) {
      return "/aws/lambda/" + function;
    }
  }
}
