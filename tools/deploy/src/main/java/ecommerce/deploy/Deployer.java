package ecommerce.deploy;

import ecommerce.deploy.Services.Service;
import ecommerce.deploy.packaging.Packager;
import ecommerce.deploy.stacks.S3Artifacts;
import ecommerce.deploy.stacks.StackDeployment;
import ecommerce.deploy.stacks.StackFailure;
import ecommerce.deploy.stacks.StackOutcome;
import ecommerce.deploy.stacks.StackPreview;
import ecommerce.deploy.stacks.StackRequest;
import ecommerce.deploy.stacks.Stacks;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * Deploys the services of a checkout to an environment: in dependency order, independent ones side
 * by side, only what changed. The same for AWS and everything that speaks like it.
 */
public final class Deployer {

  /**
   * So many stacks at the same time: AWS limits how often one asks, a machine has so many cores.
   */
  private static final int SIDE_BY_SIDE = 4;

  /**
   * @param root the checkout
   * @param bucket for artefacts; the account's own where it is empty
   * @param alwaysAsk whether CloudFormation is asked also about stacks that look as wanted: their
   *     resources may differ where what they are made of is not in the template
   * @param role ARN of the role that CloudFormation takes, with {@code {environment}} and {@code
   *     {service}} to be filled in; without it the stacks are made with the caller's permissions
   */
  public record Options(
      Path root,
      String environment,
      Optional<String> bucket,
      boolean alwaysAsk,
      Optional<String> role) {

    public Options {
      if (!Environments.NAME.matcher(environment).matches()) {
        throw new WrongMetadata(
            environment
                + " is no name of an environment: use lower-case letters, digits and -, at most 20,"
                + " a letter first");
      }
    }

    public Options(Path root, String environment, Optional<String> bucket) {
      this(root, environment, bucket, false);
    }

    public Options(Path root, String environment, Optional<String> bucket, boolean alwaysAsk) {
      this(root, environment, bucket, alwaysAsk, Optional.empty());
    }
  }

  private final AwsConnection aws;
  private final Options options;
  private final DeployProgress progress;

  public Deployer(AwsConnection aws, Options options, DeployProgress progress) {
    this.aws = aws;
    this.options = options;
    this.progress = progress;
  }

  /**
   * @param services none means all
   * @return what became of each, in dependency order
   * @throws WrongMetadata where the checkout is wrong: then nothing was deployed
   */
  public List<Step<StackOutcome>> deploy(Collection<String> services) {
    return course(
        services,
        (service, target) -> {
          StackRequest wanted = target.stacks().of(service);
          Map<String, String> values = target.systemsManager().values(wanted.systemsManagerNames());
          refuseMissing(wanted, missing(wanted, values));
          StackOutcome outcome =
              options.alwaysAsk()
                  ? target.deployment().deployAskingAlways(wanted)
                  : target.deployment().deploy(wanted, values);
          progress.finished(outcome);
          return outcome;
        });
  }

  /**
   * What {@link #deploy} would do: in what the environment differs from the checkout. Nothing is
   * executed; artefacts are uploaded, because CloudFormation reads them for its answer.
   */
  public List<Step<StackDifference>> differences(Collection<String> services) {
    return course(services, (service, target) -> difference(service, target, services));
  }

  private StackDifference difference(Service service, Target target, Collection<String> services) {
    StackRequest wanted = target.stacks().of(service);
    Map<String, String> values = target.systemsManager().values(wanted.systemsManagerNames());
    Set<String> missing = missing(wanted, values);
    Stacks stacks = new Stacks(aws.cloudFormation(), aws.pace());
    if (missing.isEmpty()) {
      StackPreview preview = target.deployment().preview(wanted, values, true);
      return StackDifference.of(wanted, preview, stacks, missing);
    }
    Selection selection = new Selection(options.root(), services);
    Set<String> before = selection.dependencies(service.name());
    before.retainAll(selection.names());
    if (before.isEmpty()) {
      refuseMissing(wanted, missing);
    }
    return StackDifference.of(wanted, StackPreview.anew(wanted), stacks, missing);
  }

  private static Set<String> missing(StackRequest wanted, Map<String, String> values) {
    Set<String> missing = new TreeSet<>(wanted.systemsManagerNames());
    missing.removeAll(values.keySet());
    return missing;
  }

  private void refuseMissing(StackRequest wanted, Set<String> missing) {
    if (missing.isEmpty()) {
      return;
    }
    Set<String> givers = new LinkedHashSet<>();
    for (Service service : Services.inOrder(options.root())) {
      String prefix = "/ecommerce/" + options.environment() + "/" + service.name() + "/";
      if (missing.stream().anyMatch(name -> name.startsWith(prefix))) {
        givers.add(service.name());
      }
    }
    throw new StackFailure(
        wanted.name(),
        "the Systems Manager parameter"
            + (missing.size() == 1 ? " " : "s ")
            + String.join(", ", missing)
            + (missing.size() == 1 ? " does" : " do")
            + " not exist"
            + (givers.isEmpty() ? "" : "; deploy " + String.join(", ", givers) + " first"));
  }

  /** What all services of a course share. */
  private record Target(
      ServiceStacks stacks, SystemsManager systemsManager, StackDeployment deployment) {}

  private <R> List<Step<R>> course(
      Collection<String> services, BiFunction<Service, Target, R> task) {
    Selection selection = new Selection(options.root(), services);
    Environments environments = Environments.read(options.root());
    String bucket =
        options
            .bucket()
            .orElseGet(() -> new ArtifactBucket(aws.cloudFormation(), aws.pace(), progress).name());
    Target target =
        new Target(
            new ServiceStacks(
                options.environment(),
                environments,
                new Packager(bucket, aws.region()),
                options.role()),
            new SystemsManager(aws.ssm()),
            new StackDeployment(
                aws.cloudFormation(),
                new S3Artifacts(aws::s3, bucket, aws.region()),
                aws.pace(),
                progress));
    return new Course<R>(
            SIDE_BY_SIDE, selection::dependencies, name -> task.apply(selection.get(name), target))
        .run(selection.names());
  }
}
