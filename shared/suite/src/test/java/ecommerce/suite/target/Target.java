package ecommerce.suite.target;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
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

  /** What this kind of target is known not to have, with the reason. */
  default Map<Capability, String> lacks() {
    return Map.of();
  }

  /** An address that Systems Manager names, as it is reached from here. */
  default String reached(String address) {
    return address;
  }

  /** Stops what was started for the suite. */
  @Override
  void close();
}
