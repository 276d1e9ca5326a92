package ecommerce.local.lambda;

import ecommerce.local.Account;
import ecommerce.local.Endpoints;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The variables of a function's process: its own, and those that Lambda reserves.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Defined
 *     runtime variables</a>
 */
record EnvironmentVariables(Account account, Endpoints endpoints, Optional<String> daemon) {

  /**
   * @param credentials how the process gets those of its role
   */
  Map<String, String> of(
      Function function,
      Path taskRoot,
      String logStream,
      Map<String, String> credentials,
      String runtimeApi) {
    Map<String, String> variables = new HashMap<>();
    variables.put("LANG", "en_US.UTF-8");
    variables.put("PATH", "/usr/local/bin:/usr/bin/:/bin:/opt/bin");
    variables.put("TZ", ":UTC");
    variables.put("AWS_ENDPOINT_URL", endpoints.url());
    variables.putAll(function.variables());
    variables.put("_HANDLER", function.configuration().handler());
    variables.put("AWS_REGION", account.region());
    variables.put("AWS_DEFAULT_REGION", account.region());
    variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + function.configuration().runtimeAsString());
    variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", function.version());
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memory()));
    variables.put(
        "AWS_LAMBDA_INITIALIZATION_TYPE", function.snapStart() ? "snap-start" : "on-demand");
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", function.logGroup());
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", logStream);
    variables.put("AWS_LAMBDA_LOG_FORMAT", function.jsonLogs() ? "JSON" : "Text");
    String level = function.configuration().loggingConfig().applicationLogLevelAsString();
    if (level != null) {
      variables.put("AWS_LAMBDA_LOG_LEVEL", level);
    }
    variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    daemon.ifPresent(address -> traced(variables, address));
    variables.putAll(credentials);
    variables.put("LAMBDA_TASK_ROOT", taskRoot.toString());
    variables.put("LAMBDA_RUNTIME_DIR", taskRoot.toString());
    return variables;
  }

  private static void traced(Map<String, String> variables, String address) {
    int colon = address.lastIndexOf(':');
    variables.put("AWS_XRAY_DAEMON_ADDRESS", address);
    variables.put("_AWS_XRAY_DAEMON_ADDRESS", address.substring(0, colon));
    variables.put("_AWS_XRAY_DAEMON_PORT", address.substring(colon + 1));
    variables.put("AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR");
  }
}
