package ecommerce.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How an environment is to be started. */
final class UpOptions {

  private static final Pattern ENVIRONMENT = Pattern.compile("[a-z][a-z0-9-]{0,19}");

  @Mixin Target target;

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

  Path state() {
    Path directory = state == null ? Path.of(".ecom/state/" + target.port()) : state;
    return Target.root().resolve(directory).normalize();
  }

  String environment() {
    if (!ENVIRONMENT.matcher(environment).matches()) {
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
    if (reset) {
      arguments.add("--reset");
    }
    if (noSampleData) {
      arguments.add("--no-sample-data");
    }
    return arguments;
  }
}
