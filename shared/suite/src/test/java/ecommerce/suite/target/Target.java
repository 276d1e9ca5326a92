package ecommerce.suite.target;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * Where the platform is deployed that the suite is run against. Everything else is found through
 * Systems Manager.
 */
public interface Target extends AutoCloseable {

  /** Where all AWS services are; empty for AWS itself. */
  Optional<URI> endpoint();

  Region region();

  /** Credentials of an administrator of the account. */
  AwsCredentialsProvider credentials();

  /** The name of the environment, as in {@code /ecommerce/{environment}/…}. */
  String environment();

  Set<Capability> capabilities();

  /** Stops what was started for the suite. */
  @Override
  void close();

  /**
   * The target that the system properties name: {@code ecom.endpoint} (something that runs), {@code
   * ecom.target=aws} (a deployed environment); else a local environment of the suite's own. {@code
   * ecom.environment} and {@code ecom.region} say the rest.
   */
  static Target chosen() {
    String endpoint = System.getProperty("ecom.endpoint", "");
    Region region = Region.of(System.getProperty("ecom.region", "us-east-1"));
    if (!endpoint.isBlank()) {
      return DeployedTarget.at(
          URI.create(endpoint), region, System.getProperty("ecom.environment", "dev"));
    }
    return switch (System.getProperty("ecom.target", "local")) {
      case "local" -> LocalTarget.start(region);
      case "aws" -> DeployedTarget.onAws(region, System.getProperty("ecom.environment", "dev"));
      case String other ->
          throw new IllegalArgumentException("ecom.target is " + other + ", not local or aws");
    };
  }
}
