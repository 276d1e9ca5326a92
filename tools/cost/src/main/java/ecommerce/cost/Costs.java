package ecommerce.cost;

import ecommerce.deploy.Services.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/**
 * Computes what a deployed environment costs, from its own resources and metrics: the same against
 * AWS and the local environment.
 */
public final class Costs {

  private static final String NAMESPACE = "ecommerce";
  private static final Duration PAUSE = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final CloudFormationClient cloudFormation;
  private final CloudWatchClient cloudWatch;
  private final Facts facts;
  private final List<Service> services;

  public Costs(
      CloudFormationClient cloudFormation,
      CloudWatchClient cloudWatch,
      Facts facts,
      List<Service> services) {
    this.cloudFormation = cloudFormation;
    this.cloudWatch = cloudWatch;
    this.facts = facts;
    this.services = List.copyOf(services);
  }

  /**
   * Lets orders happen, and meters them. A first one is not metered: it meets cold functions.
   *
   * @throws MissingPrice where something is deployed that the price list says nothing of
   */
  public CostReport ofOrders(String environment, int orders, Runnable order) {
    return report(
        environment,
        meter -> {
          order.run();
          return new Metering(meter, PAUSE, PATIENCE).perOrder(orders, order);
        });
  }

  /**
   * Takes what was metered while a known number of orders happened; other traffic of that time
   * counts as theirs.
   *
   * @throws MissingPrice where something is deployed that the price list says nothing of
   */
  public CostReport ofWindow(String environment, int orders, Instant since, Instant until) {
    return report(environment, meter -> meter.between(since, until).perOrder(orders));
  }

  private CostReport report(String environment, Function<Meter, Usage> metered) {
    PriceList prices = PriceList.usEast1();
    List<Deployed> resources = new Inventory(cloudFormation, services).resources(environment);
    prices.requireAll(resources);
    Usage perOrder = metered.apply(new CloudWatchMeter(cloudWatch, resources, facts));
    Standing standing = new Standing(facts);
    return new CostReport(
        prices, perOrder, standing.idle(resources), standing.busy(NAMESPACE, "service"));
  }
}
