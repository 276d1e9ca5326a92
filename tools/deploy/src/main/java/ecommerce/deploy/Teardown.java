package ecommerce.deploy;

import ecommerce.deploy.stacks.DeployedStack;
import ecommerce.deploy.stacks.StackRemoval;
import ecommerce.deploy.stacks.Stacks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Removes services from an environment, each after those that depend on it. Nothing is begun where
 * something protects a stack, or a service that stays depends on one: half an environment serves
 * nobody.
 */
public final class Teardown {

  private static final int SIDE_BY_SIDE = 4;

  /**
   * What stands in the way.
   *
   * @param protections what protects what is to be removed, each a sentence
   * @param needed who still needs what is to be removed, each a sentence
   */
  public record Obstacles(List<String> protections, List<String> needed) {

    public Obstacles {
      protections = List.copyOf(protections);
      needed = List.copyOf(needed);
    }

    public boolean none() {
      return protections.isEmpty() && needed.isEmpty();
    }
  }

  private final AwsConnection aws;
  private final String environment;
  private final DeployProgress progress;
  private final Selection selection;
  private final Stacks stacks;

  /**
   * @param services none means all
   * @throws WrongMetadata naming what is no service
   */
  public Teardown(
      AwsConnection aws,
      Deployer.Options options,
      Collection<String> services,
      DeployProgress progress) {
    this.aws = aws;
    this.environment = options.environment();
    this.progress = progress;
    this.selection = new Selection(options.root(), services);
    this.stacks = new Stacks(aws.cloudFormation(), aws.pace());
  }

  /** The stacks that are there and would be removed, in the order of their removal. */
  public List<String> stacks() {
    return selection.names().reversed().stream()
        .map(this::stackName)
        .filter(stack -> stacks.find(stack).isPresent())
        .toList();
  }

  public Obstacles obstacles() {
    Protection protection = new Protection(aws.cloudFormation(), aws.dynamoDb());
    List<String> protections = new ArrayList<>();
    List<String> needed = new ArrayList<>();
    for (String name : selection.names().reversed()) {
      Optional<DeployedStack> stack = stacks.find(stackName(name));
      if (stack.isPresent()) {
        protections.addAll(protection.of(stack.get()));
        Set<String> others = new LinkedHashSet<>(selection.dependents(name));
        selection.names().forEach(others::remove);
        others.stream()
            .map(this::stackName)
            .filter(other -> stacks.find(other).isPresent())
            .forEach(other -> needed.add(other + " depends on " + stackName(name)));
      }
    }
    return new Obstacles(protections, needed);
  }

  /**
   * @return what became of each, in the order of removal
   */
  public List<Step<Boolean>> run() {
    StackRemoval removal = new StackRemoval(aws.cloudFormation(), aws.pace(), progress);
    return new Course<Boolean>(
            SIDE_BY_SIDE,
            selection::dependents,
            name -> {
              boolean removed = removal.remove(stackName(name));
              if (removed) {
                progress.removed(stackName(name));
              }
              return removed;
            })
        .run(selection.names().reversed());
  }

  private String stackName(String service) {
    return selection.get(service).stackName(environment);
  }
}
