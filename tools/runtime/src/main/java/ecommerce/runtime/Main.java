package ecommerce.runtime;

import java.io.IOException;
import java.util.Map;

/**
 * The process of one execution environment: loads the handler that {@code _HANDLER} names, then
 * runs one invocation after the other until the Runtime API goes away. A handler that cannot be
 * loaded is reported and ends the process; so is a SnapStart hook that fails.
 */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, String> environment = System.getenv();
    LogStream log = LogStream.install();
    ParentWatch.start();
    FunctionLogger logger = FunctionLogger.of(environment, log);
    RuntimeApi api = RuntimeApi.at(required(environment, "AWS_LAMBDA_RUNTIME_API"));
    System.setProperty("org.crac.Core.Compat", "ecommerce.runtime.crac");
    Handler handler = load(environment, api, logger);
    if (Snapshot.wanted(environment)) {
      Snapshot.takeAndRestore(api, logger);
    }
    new InvocationLoop(api, handler, environment, logger, log).run();
    System.exit(0);
  }

  private static Handler load(
      Map<String, String> environment, RuntimeApi api, FunctionLogger logger) throws IOException {
    try {
      return HandlerLoader.load(
          required(environment, "_HANDLER"), ClassLoader.getSystemClassLoader());
    } catch (Throwable failure) {
      logger.log(ErrorReport.trace(failure));
      api.initError(ErrorReport.type(failure), ErrorReport.json(failure));
      System.exit(1);
      throw new IllegalStateException(failure);
    }
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalStateException("environment variable " + name + " is missing");
    }
    return value;
  }
}
