package ecommerce.cli.pipeline;

import ecommerce.cli.site.Failure;
import ecommerce.cli.site.RunningEnvironment;
import ecommerce.cli.site.Target;
import ecommerce.deploy.AwsConnection;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/**
 * Where the pipeline is: in the local environment on a port, unless AWS is named or {@code
 * AWS_ENDPOINT_URL} says where.
 */
final class PipelineSite {

  private static final String LOCAL_REGION = "us-east-1";

  @ArgGroup(exclusive = true)
  Place place = new Place();

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "Default: as the AWS SDK is configured.")
  String region;

  /** Neither means the local environment on $ECOM_PORT, else 4566. */
  static final class Place {

    @Option(
        names = "--port",
        paramLabel = "PORT",
        description = "The local environment on this port (default: $ECOM_PORT, else 4566).")
    Integer port;

    @Option(
        names = "--aws",
        description = "The account that the AWS SDK is configured for (variables, profile).")
    boolean aws;
  }

  AwsConnection connect() {
    if (place.aws || place.port == null && configured()) {
      return AwsConnection.configured(Optional.empty(), Optional.ofNullable(region));
    }
    Target target = new Target();
    target.port = place.port == null ? defaultPort() : place.port;
    String known =
        RunningEnvironment.find(target.port()).map(RunningEnvironment::region).orElse(LOCAL_REGION);
    return AwsConnection.local(
        "http://localhost:" + target.port(), region == null ? known : region);
  }

  /** The options that lead to the same place, for a command that is shown. */
  String options() {
    if (place.aws) {
      return " --aws" + (region == null ? "" : " --region " + region);
    }
    return place.port == null ? "" : " --port " + place.port;
  }

  private static boolean configured() {
    String endpoint = System.getenv("AWS_ENDPOINT_URL");
    return System.getenv("ECOM_PORT") == null && endpoint != null && !endpoint.isBlank();
  }

  private static int defaultPort() {
    String port = System.getenv("ECOM_PORT");
    try {
      return port == null || port.isBlank() ? 4566 : Integer.parseInt(port);
    } catch (NumberFormatException e) {
      throw new Failure("ECOM_PORT is " + port + ", no port", e);
    }
  }
}
