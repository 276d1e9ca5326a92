package ecommerce.cli;

import ecommerce.cost.AwsFacts;
import ecommerce.cost.CloudWatchMeter;
import ecommerce.cost.CostReport;
import ecommerce.cost.Deployed;
import ecommerce.cost.Inventory;
import ecommerce.cost.Metering;
import ecommerce.cost.PriceList;
import ecommerce.cost.Standing;
import ecommerce.cost.Usage;
import ecommerce.deploy.Services;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** {@code ./ecom cost}. */
@Command(
    name = "cost",
    description =
        "Makes orders, meters them, and computes what a million orders and an idle month cost on"
            + " AWS; see docs/cost.md.",
    mixinStandardHelpOptions = true)
final class CostCommand implements Callable<Integer> {

  private static final String NAMESPACE = "ecommerce";

  /** People look at lists now and then; a story that asks all the time would be metered for it. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  @Spec CommandSpec spec;
  @Mixin Target target;

  @Option(
      names = "--orders",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many orders are metered (default: 5).")
  int orders;

  @Option(names = "--markdown", description = "Prints the tables in Markdown.")
  boolean markdown;

  @Override
  public Integer call() {
    if (orders < 1) {
      throw new Failure("--orders " + orders + ": at least one order is needed");
    }
    RunningEnvironment running = target.running();
    Aws aws = new Aws(running.endpoint(), running.region(), running.environment());
    PrintWriter out = spec.commandLine().getOut();
    try (CloudFormationClient stacks = aws.client(CloudFormationClient.builder());
        CloudWatchClient cloudWatch = aws.client(CloudWatchClient.builder())) {
      List<Deployed> resources =
          new Inventory(stacks, Services.inOrder(Target.root())).resources(running.environment());
      CostReport report = report(aws, cloudWatch, resources);
      out.println(markdown ? report.markdown() : report.text());
      return 0;
    }
  }

  private CostReport report(Aws aws, CloudWatchClient cloudWatch, List<Deployed> resources) {
    PriceList prices = PriceList.usEast1();
    prices.requireAll(resources);
    try (AwsFacts facts = aws.facts(cloudWatch)) {
      // The first order meets cold functions and an empty catalogue, and is not metered.
      order(aws);
      Usage perOrder =
          new Metering(
                  new CloudWatchMeter(cloudWatch, resources, facts),
                  Duration.ofSeconds(3),
                  Duration.ofMinutes(2))
              .perOrder(orders, () -> order(aws));
      Standing standing = new Standing(facts);
      return new CostReport(
          prices, perOrder, standing.idle(resources), standing.busy(NAMESPACE, "service"));
    }
  }

  private static void order(Aws aws) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    new OrderStory(aws, nowhere, OrderStory.Ending.FULFILLED, BETWEEN_LOOKS).tell();
  }
}
