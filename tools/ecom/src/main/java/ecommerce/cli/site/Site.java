package ecommerce.cli.site;

import ecommerce.deploy.AwsConnection;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/**
 * Where a command acts, said in one way by all: in the local environment on a port, at an endpoint
 * that speaks like AWS, or in the account that the AWS SDK is configured for. What is said always
 * wins; each command says what is meant where nothing is.
 */
public final class Site {

  private static final String LOCAL_REGION = "us-east-1";
  static final int LOCAL_PORT = 4566;

  /** What is meant where neither of the options is given. */
  public enum Otherwise {
    /** The local environment on {@code $ECOM_PORT}, else on 4566. */
    HERE,
    /** As {@link #HERE}, unless {@code AWS_ENDPOINT_URL} and no {@code ECOM_PORT} says where. */
    HERE_UNLESS_CONFIGURED,
    /** What the AWS SDK is configured for. */
    CONFIGURED
  }

  @ArgGroup(exclusive = true)
  Place place = new Place();

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "Default: that of the local environment, else as the AWS SDK is configured.")
  String region;

  static final class Place {

    @Option(
        names = "--port",
        paramLabel = "PORT",
        description = "The local environment on this port (also by $ECOM_PORT).")
    Integer port;

    @Option(
        names = "--endpoint",
        paramLabel = "URL",
        description = "An endpoint that speaks like AWS (default: $AWS_ENDPOINT_URL, else AWS).")
    String endpoint;

    @Option(
        names = "--aws",
        description = "The account that the AWS SDK is configured for (variables, profile).")
    boolean aws;
  }

  /**
   * @throws Failure where the port is none
   * @throws IllegalArgumentException where the endpoint is no URL, or no region is configured
   */
  public AwsConnection connect(Otherwise otherwise) {
    if (!isHere(otherwise)) {
      return AwsConnection.configured(
          Optional.ofNullable(place.endpoint), Optional.ofNullable(region));
    }
    Target target = target();
    String known =
        RunningEnvironment.find(target.port()).map(RunningEnvironment::region).orElse(LOCAL_REGION);
    return AwsConnection.local(
        "http://localhost:" + target.port(), region == null ? known : region);
  }

  /** Whether a local environment is meant. */
  public boolean isHere(Otherwise otherwise) {
    if (place.port != null) {
      return true;
    }
    return place.endpoint == null
        && !place.aws
        && switch (otherwise) {
          case HERE -> true;
          case HERE_UNLESS_CONFIGURED -> !configured();
          case CONFIGURED -> false;
        };
  }

  /** Whether the account or an endpoint is named, of which no environment's name follows. */
  boolean isElsewhere() {
    return place.aws || place.endpoint != null;
  }

  /** The local environment that is meant. */
  RunningEnvironment running() {
    return target().running();
  }

  /** The options that lead to the same place, for a command that is shown. */
  public String options() {
    String where =
        place.port != null
            ? " --port " + place.port
            : place.endpoint != null ? " --endpoint " + place.endpoint : place.aws ? " --aws" : "";
    return where + (region == null ? "" : " --region " + region);
  }

  private Target target() {
    Target target = new Target();
    target.port = place.port == null ? defaultPort() : place.port;
    return target;
  }

  private static boolean configured() {
    String endpoint = System.getenv("AWS_ENDPOINT_URL");
    return !hasDefaultPort() && endpoint != null && !endpoint.isBlank();
  }

  /** Whether {@code ECOM_PORT} says where the local environment is. */
  static boolean hasDefaultPort() {
    String port = System.getenv("ECOM_PORT");
    return port != null && !port.isBlank();
  }

  private static int defaultPort() {
    String port = System.getenv("ECOM_PORT");
    try {
      return port == null || port.isBlank() ? LOCAL_PORT : Integer.parseInt(port);
    } catch (NumberFormatException e) {
      throw new Failure("ECOM_PORT is " + port + ", no port", e);
    }
  }
}
