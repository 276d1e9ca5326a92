package ecommerce.suite.target;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * An environment that runs already, at an endpoint or on AWS. The suite neither starts nor stops
 * it.
 */
record DeployedTarget(
    Optional<URI> endpoint, Region region, AwsCredentialsProvider credentials, String environment)
    implements Target {

  /** An environment behind one endpoint, with the keys {@code test} and {@code test}. */
  static DeployedTarget at(URI endpoint, Region region, String environment) {
    AwsCredentialsProvider keys =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    return new DeployedTarget(Optional.of(endpoint), region, keys, environment);
  }

  /** An environment on AWS, with the credentials that the SDK finds. */
  static DeployedTarget onAws(Region region, String environment) {
    return new DeployedTarget(
        Optional.empty(), region, DefaultCredentialsProvider.builder().build(), environment);
  }

  /** On AWS requests are sampled, and the history has no calls for items of tables. */
  @Override
  public Map<Capability, String> lacks() {
    return endpoint.isPresent()
        ? Map.of()
        : Map.of(Capability.COMPLETE_HISTORY, "AWS samples, and keeps no calls for items");
  }

  @Override
  public void close() {
    // It was there before and stays.
  }
}
