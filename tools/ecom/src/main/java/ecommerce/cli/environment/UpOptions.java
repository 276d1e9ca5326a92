package ecommerce.cli.environment;

import ecommerce.cli.site.Failure;
import ecommerce.cli.site.Target;
import ecommerce.deploy.Environments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How an environment is to be started. */
public final class UpOptions {

  @Mixin public Target target;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "Where everything is kept (default: .ecom/state/PORT).")
  Path state;

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      defaultValue = "dev",
      description = "The environment's name (default: dev).")
  String environment;

  @Option(names = "--reset", description = "Forgets the state first.")
  boolean reset;

  @Option(names = "--no-sample-data", description = "Makes no products and no people.")
  boolean noSampleData;

  @Option(names = "--empty", description = "Deploys nothing, and makes no sample data.")
  boolean empty;

  @Option(
      names = "--retry-scale",
      paramLabel = "FACTOR",
      defaultValue = "1",
      description =
          "Factor on the waits before events that failed are handled again (default: 1, as AWS).")
  double retryScale;

  @Option(
      names = "--traced",
      paramLabel = "SHARE",
      defaultValue = "1",
      description =
          "Share of the requests that X-Ray traces beyond the first of each second, in a fresh"
              + " state (default: 1, all; AWS's is 0.05).")
  double traced;

  Path state() {
    Path directory = state == null ? Path.of(".ecom/state/" + target.port()) : state;
    return Target.root().resolve(directory).normalize();
  }

  String environment() {
    if (!Environments.NAME.matcher(environment).matches()) {
      throw new Failure(
          "--environment "
              + environment
              + ": use lower-case letters, digits and -, at most 20, a letter first");
    }
    return environment;
  }

  /** The same options, for the process that is started in the background. */
  List<String> arguments() {
    List<String> arguments =
        new ArrayList<>(List.of("up", "--port", String.valueOf(target.port())));
    arguments.addAll(List.of("--state", state().toString(), "--environment", environment()));
    arguments.addAll(List.of("--retry-scale", String.valueOf(retryScale)));
    arguments.addAll(List.of("--traced", String.valueOf(traced)));
    if (reset) {
      arguments.add("--reset");
    }
    if (noSampleData) {
      arguments.add("--no-sample-data");
    }
    if (empty) {
      arguments.add("--empty");
    }
    return arguments;
  }
}
