package ecommerce.suite.target;

import ecommerce.deploy.AwsConnection;
import ecommerce.deploy.Deployer;
import ecommerce.deploy.Services;
import ecommerce.deploy.Step;
import ecommerce.deploy.stacks.StackOutcome;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * LocalStack in a container of the suite's own, with every service of the platform that its edition
 * can bear. Needs a Docker engine.
 */
final class LocalStackTarget implements Target {

  /** The last image that is said to run without a token. */
  static final String IMAGE = "localstack/localstack:4.14.0";

  private static final String ENVIRONMENT = "localstack";
  private static final Pattern API =
      Pattern.compile("https?://([a-z0-9]+)\\.execute-api\\.[^/]+(/.*)?");

  private final LocalStackContainer container;
  private final Region region;
  private final LocalStackEdition edition;

  private LocalStackTarget(
      LocalStackContainer container, Region region, LocalStackEdition edition) {
    this.container = container;
    this.region = region;
    this.edition = edition;
  }

  /**
   * @throws IllegalStateException where there is no Docker engine
   */
  static LocalStackTarget start(Region region, String image) {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new IllegalStateException(
          "the target localstack needs a Docker engine, and none answers here; start one, or leave"
              + " the profile away: the suite then runs on a local environment of its own");
    }
    LocalStackContainer container =
        new LocalStackContainer(DockerImageName.parse(image))
            .withEnv("LAMBDA_IGNORE_ARCHITECTURE", "1")
            .withEnv("DEFAULT_REGION", region.id());
    container.start();
    try {
      LocalStackTarget target =
          new LocalStackTarget(container, region, LocalStackEdition.at(container.getEndpoint()));
      target.deploy();
      return target;
    } catch (RuntimeException e) {
      container.stop();
      throw e;
    }
  }

  private void deploy() {
    LocalStackEdition.Plan plan = edition.plan(Services.inOrder(Checkout.root()));
    plan.left()
        .forEach((service, reason) -> System.out.println(service + " is left out: " + reason));
    Deployer.Options options =
        new Deployer.Options(Checkout.root(), ENVIRONMENT, Optional.empty(), false);
    List<String> services = plan.deployable().stream().map(Services.Service::name).toList();
    try (AwsConnection aws = AwsConnection.local(container.getEndpoint().toString(), region.id())) {
      refuseFailures(new Deployer(aws, options, new PrintedProgress()).deploy(services));
    }
  }

  private static void refuseFailures(List<Step<StackOutcome>> steps) {
    for (Step<StackOutcome> step : steps) {
      if (step instanceof Step.Failed<StackOutcome> failed) {
        throw new IllegalStateException(
            failed.name() + " cannot be deployed to LocalStack: " + failed.reason().getMessage(),
            failed.reason());
      }
    }
  }

  @Override
  public Optional<URI> endpoint() {
    return Optional.of(container.getEndpoint());
  }

  @Override
  public Region region() {
    return region;
  }

  @Override
  public AwsCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(container.getAccessKey(), container.getSecretKey()));
  }

  @Override
  public String environment() {
    return ENVIRONMENT;
  }

  @Override
  public Map<Capability, String> lacks() {
    Map<Capability, String> lacking = new EnumMap<>(Capability.class);
    lacking.put(Capability.COMPLETE_HISTORY, "LocalStack samples, and ./ecom did not start it");
    lacking.putAll(edition.lacks());
    return lacking;
  }

  @Override
  public String reached(String address) {
    return reached(container.getEndpoint(), address);
  }

  /**
   * API Gateway's host names are known inside LocalStack only; from outside an API is reached by
   * path, on the container's port.
   */
  static String reached(URI endpoint, String address) {
    Matcher api = API.matcher(address);
    if (!api.matches()) {
      return address;
    }
    String path = api.group(2) == null ? "" : api.group(2);
    return endpoint.resolve("/_aws/execute-api/" + api.group(1) + path).toString();
  }

  @Override
  public void close() {
    container.stop();
  }
}
