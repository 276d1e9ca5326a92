package ecommerce.cli.deploy;

import ecommerce.deploy.AwsConnection;
import ecommerce.deploy.Deployer;
import ecommerce.deploy.StackDifference;
import ecommerce.deploy.Step;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./ecom diff}: in what the environment differs from the checkout. */
@Command(
    name = "diff",
    description = "Says in what an environment differs from the checkout.",
    mixinStandardHelpOptions = true)
public final class DiffCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Mixin Destination destination;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    DifferenceOutput printed = new DifferenceOutput(out);
    DeployOutput output = new DeployOutput(out, System.nanoTime(), DeployOutput.Detail.STACKS);
    try (AwsConnection aws = destination.connect()) {
      List<Step<StackDifference>> steps =
          new Deployer(aws, destination.options(), output).differences(destination.services);
      for (Step<StackDifference> step : steps) {
        if (step instanceof Step.Done<StackDifference> done) {
          printed.all(done.result());
        }
      }
      Report.refuseFailures(steps);
    }
    return 0;
  }
}
