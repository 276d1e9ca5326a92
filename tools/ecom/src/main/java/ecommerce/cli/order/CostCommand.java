package ecommerce.cli.order;

import ecommerce.cli.site.Aws;
import ecommerce.cli.site.Failure;
import ecommerce.cli.site.RunningEnvironment;
import ecommerce.cli.site.Target;
import ecommerce.cost.AwsFacts;
import ecommerce.cost.CostReport;
import ecommerce.cost.Costs;
import ecommerce.deploy.Services;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** {@code ./ecom cost}. */
@Command(
    name = "cost",
    description =
        "Makes orders, meters them, and computes what a million orders and an idle month cost on"
            + " AWS; or does so for orders that happened in an account. See docs/cost.md.",
    mixinStandardHelpOptions = true)
public final class CostCommand implements Callable<Integer> {

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

  @ArgGroup(
      exclusive = false,
      heading = "Orders that happened, in the account of the AWS credentials:%n")
  Window window;

  private static final class Window {
    @Option(names = "--environment", required = true, paramLabel = "NAME")
    String environment;

    @Option(names = "--region", required = true, paramLabel = "REGION")
    String region;

    @Option(names = "--since", required = true, paramLabel = "TIME", description = "ISO-8601")
    String since;

    @Option(names = "--until", required = true, paramLabel = "TIME", description = "ISO-8601")
    String until;
  }

  @Override
  public Integer call() {
    if (orders < 1) {
      throw new Failure("--orders " + orders + ": at least one order is needed");
    }
    CostReport report = window == null ? metered() : told();
    spec.commandLine().getOut().println(markdown ? report.markdown() : report.text());
    return 0;
  }

  private CostReport metered() {
    RunningEnvironment running = target.running();
    Aws aws = new Aws(running.endpoint(), running.region(), running.environment());
    try (CloudFormationClient stacks = aws.client(CloudFormationClient.builder());
        CloudWatchClient cloudWatch = aws.client(CloudWatchClient.builder());
        LambdaClient lambda = aws.client(LambdaClient.builder());
        ApiGatewayClient apis = aws.client(ApiGatewayClient.builder())) {
      return costs(stacks, cloudWatch, lambda, apis)
          .ofOrders(running.environment(), orders, () -> OrderStory.unheard(aws).tell());
    }
  }

  private CostReport told() {
    try (CloudFormationClient stacks = inAccount(CloudFormationClient.builder());
        CloudWatchClient cloudWatch = inAccount(CloudWatchClient.builder());
        LambdaClient lambda = inAccount(LambdaClient.builder());
        ApiGatewayClient apis = inAccount(ApiGatewayClient.builder())) {
      return costs(stacks, cloudWatch, lambda, apis)
          .ofWindow(
              window.environment,
              orders,
              time("--since", window.since),
              time("--until", window.until));
    }
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C inAccount(
      B builder) {
    return builder
        .region(Region.of(window.region))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private static Costs costs(
      CloudFormationClient stacks,
      CloudWatchClient cloudWatch,
      LambdaClient lambda,
      ApiGatewayClient apis) {
    return new Costs(
        stacks,
        cloudWatch,
        new AwsFacts(lambda, apis, cloudWatch),
        Services.inOrder(Target.root()));
  }

  private static Instant time(String option, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new Failure(option + " " + text + " is no time: write it as 2026-01-31T10:00:00Z");
    }
  }
}
