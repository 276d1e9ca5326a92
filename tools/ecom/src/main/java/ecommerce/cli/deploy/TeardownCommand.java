package ecommerce.cli.deploy;

import ecommerce.cli.site.Failure;
import ecommerce.deploy.AwsConnection;
import ecommerce.deploy.Teardown;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./ecom teardown}: removes services' stacks, with everything that is in their tables. */
@Command(
    name = "teardown",
    description = "Removes services from an environment, with their data.",
    mixinStandardHelpOptions = true)
public final class TeardownCommand implements Callable<Integer> {

  private static final String PRODUCTION = "prod";

  @Spec CommandSpec spec;
  @Mixin Destination destination;

  @Option(names = "--yes", description = "Does not ask; needed for " + PRODUCTION + ".")
  boolean yes;

  private final InputStream in = System.in;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    DeployOutput output = new DeployOutput(out, System.nanoTime(), DeployOutput.Detail.RESOURCES);
    try (AwsConnection aws = destination.connect()) {
      Teardown teardown = new Teardown(aws, destination.options(), destination.services, output);
      List<String> stacks = teardown.stacks();
      if (stacks.isEmpty()) {
        out.println("there is nothing to remove in " + destination.environment);
        return 0;
      }
      refuse(teardown.obstacles());
      if (!yes) {
        ask(out, stacks);
      }
      Report.refuseFailures(teardown.run());
    }
    return 0;
  }

  private void refuse(Teardown.Obstacles obstacles) {
    if (!obstacles.needed().isEmpty()) {
      throw new Failure(
          String.join("\n", obstacles.needed()) + "\nremove what depends on it, too, or first");
    }
    String protections =
        obstacles.protections().isEmpty()
            ? "nothing protects its stacks and tables"
            : String.join("\n", obstacles.protections());
    if (destination.environment.equals(PRODUCTION) && !yes) {
      throw new Failure(PRODUCTION + " is removed with --yes only; " + protections);
    }
    if (!obstacles.protections().isEmpty()) {
      throw new Failure(
          protections
              + "\n"
              + "nothing was removed; deploy with Protected: \"false\" in environments.yaml"
              + " first");
    }
  }

  private void ask(PrintWriter out, List<String> stacks) {
    out.println("to be removed, with all their data:");
    stacks.forEach(stack -> out.println("  " + stack));
    out.print("type the environment's name to go on: ");
    out.flush();
    try {
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      String answer = reader.readLine();
      if (answer == null || !answer.strip().equals(destination.environment)) {
        throw new Failure("nothing was removed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
