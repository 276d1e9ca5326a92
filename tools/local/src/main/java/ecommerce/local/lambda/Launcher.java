package ecommerce.local.lambda;

import ecommerce.local.Account;
import ecommerce.local.Identity;
import ecommerce.local.LogSink;
import ecommerce.local.Roles;
import ecommerce.local.Timers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** Starts execution environments: process, credentials, log stream. */
final class Launcher {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);
  private static final Duration SESSION = Duration.ofHours(1);
  private static final int INIT_SECONDS = 30;

  /** SnapStart gives more time before the snapshot. */
  private static final int SNAPSHOT_SECONDS = 130;

  private final Account account;
  private final Roles roles;
  private final Timers timers;
  private final LogSink logs;
  private final CodeStore code;
  private final JavaCommand java;
  private final StartupCaches caches;
  private final EnvironmentVariables variables;
  private final RuntimeServer server;

  Launcher(
      Account account,
      Roles roles,
      Timers timers,
      LogSink logs,
      CodeStore code,
      JavaCommand java,
      StartupCaches caches,
      EnvironmentVariables variables,
      RuntimeServer server) {
    this.account = account;
    this.roles = roles;
    this.timers = timers;
    this.logs = logs;
    this.code = code;
    this.java = java;
    this.caches = caches;
    this.variables = variables;
    this.server = server;
  }

  /**
   * Starts the process of a new environment and waits until it has initialised itself, or has
   * failed to. A JVM that cannot use its startup cache is started again without.
   *
   * @param started told each process as soon as it is there
   * @throws ecommerce.local.AccessDenied where the function's role cannot be assumed
   */
  Environment launch(Function function, Consumer<Environment> started) {
    Environment environment = start(function, started);
    if (environment.diedInitialising() && !environment.cache().flags().isEmpty()) {
      caches.distrust(environment.cache());
      environment = start(function, started);
    }
    return environment;
  }

  private Environment start(Function function, Consumer<Environment> started) {
    String id = UUID.randomUUID().toString();
    EnvironmentCredentials credentials =
        new EnvironmentCredentials(timers, () -> assume(function), function.snapStart());
    String stream = logStream(function);
    EnvironmentLog log = new EnvironmentLog(logs, timers, function.logGroup(), stream);
    Environment environment = new Environment(id, function, log, credentials);
    Path task = code.task(function.codeHash()).toAbsolutePath();
    String runtimeApi = server.register(id, environment);
    Map<String, String> all =
        variables.of(
            function,
            task,
            stream,
            credentials.variables(RuntimeServer.credentialsUri(runtimeApi)),
            runtimeApi);
    StartupCaches.Use cache = caches.next(java.classPath(code.classPath(function.codeHash())));
    try {
      environment.runs(
          start(java.start(cache.classPath(), function.memory(), cache.flags()), task, all), cache);
    } catch (IOException e) {
      server.forget(id);
      caches.ended(cache);
      throw new UncheckedIOException("the process of " + function.name() + " cannot be started", e);
    }
    environment.gone().thenRun(() -> forget(environment));
    started.accept(environment);
    environment.awaitInitialised(function.snapStart() ? SNAPSHOT_SECONDS : INIT_SECONDS);
    return environment;
  }

  private void forget(Environment environment) {
    server.forget(environment.id());
    caches.ended(environment.cache());
  }

  private Roles.Credentials assume(Function function) {
    Identity.Service lambda =
        new Identity.Service("lambda.amazonaws.com", function.arn(), account.id());
    return roles.assume(function.configuration().role(), function.name(), lambda, SESSION);
  }

  private static Process start(List<String> command, Path task, Map<String, String> variables)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(task.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(variables);
    return builder.start();
  }

  /**
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html">names
   *     of log streams</a>
   */
  private String logStream(Function function) {
    String name = function.ownLogGroup() ? "" : function.name();
    return DAY.format(timers.instant()) + "/" + name + "[" + function.version() + "]" + hex32();
  }

  private static String hex32() {
    byte[] random = new byte[16];
    ThreadLocalRandom.current().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
