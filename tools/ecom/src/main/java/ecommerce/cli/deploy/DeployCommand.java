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
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./ecom deploy}. Exit code 1 where a stack failed, with the failing resource's reason. */
@Command(
    name = "deploy",
    description = "Deploys services to AWS, or to what speaks like it.",
    mixinStandardHelpOptions = true)
public final class DeployCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Mixin Destination destination;

  @Option(
      names = "--dry-run",
      description = "Says what would be made, changed, replaced and removed; executes nothing.")
  boolean dryRun;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    DeployOutput output = new DeployOutput(out, System.nanoTime(), DeployOutput.Detail.RESOURCES);
    try (AwsConnection aws = destination.connect()) {
      Deployer deployer = new Deployer(aws, destination.options(), output);
      if (dryRun) {
        DifferenceOutput printed = new DifferenceOutput(out);
        List<Step<StackDifference>> steps = deployer.differences(destination.services);
        for (Step<StackDifference> step : steps) {
          if (step instanceof Step.Done<StackDifference> done) {
            printed.changes(done.result(), DifferenceOutput.Values.HIDDEN);
          }
        }
        Report.refuseFailures(steps);
      } else {
        Report.refuseFailures(deployer.deploy(destination.services));
      }
    }
    return 0;
  }
}
